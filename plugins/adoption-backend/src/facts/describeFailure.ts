import { createHash } from 'node:crypto';

/** What is looked at of a message, however long somebody made it. */
const MOST_READ = 4_000;
/** A message as rows show it. */
const MOST_SHOWN = 1_000;
/** And as groups are told apart by it. */
const MOST_COMPARED = 200;
const SHORTEST_NAME = 3;
const GAP = '…';

/** What no fact keeps: people, by reference or mail address, and what looks like a credential. */
const NOT_KEPT = [
  /\buser:[A-Za-z0-9._-]+\/[A-Za-z0-9._-]+/gi,
  /[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g,
  /\b(?:gh[opsur]_|github_pat_|glpat-|xox[abps]-|AKIA|eyJ)[A-Za-z0-9._-]{8,}/g,
  /((?:password|token|secret|authorization)["']?\s*[=:]\s*)(?:bearer\s+)?\S+/gi,
];

/** What differs from one run to the next: addresses, quotations, references, paths of repositories, ids and numbers. */
const DIFFERING = [
  /\bhttps?:\/\/[^\s"'`<>)]+/gi,
  /"[^"\n]*"|'[^'\n]*'|`[^`\n]*`|“[^”\n]*”|‘[^’\n]*’/g,
  /\b[a-z][a-z0-9]*:[A-Za-z0-9._-]+\/[A-Za-z0-9._-]+/gi,
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
  /\b(?=[0-9a-f]*\d)[0-9a-f]{7,64}\b/gi,
  /\d+(?:[.,:]\d+)*/g,
];

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The words of an error without its class's name in front and the stack behind. */
function wordsOf(text: string): string {
  return text
    .slice(0, MOST_READ)
    .split(/\n\s+at /)[0]
    .replace(/^(?:[A-Z][A-Za-z]*)?Error: /, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A message that can be kept: without people and credentials. */
export function keptMessage(text: string, people: string[] = []): string {
  let kept = wordsOf(text);
  for (const pattern of NOT_KEPT)
    kept = kept.replace(pattern, (_, before) =>
      typeof before === 'string' ? `${before}***` : GAP,
    );
  for (const person of people)
    if (person.length >= SHORTEST_NAME)
      kept = kept.replace(
        new RegExp(`(?<![\\w-])${escaped(person)}(?![\\w-])`, 'gi'),
        GAP,
      );
  return kept.slice(0, MOST_SHOWN) || 'No message';
}

/**
 * What is left of a message once the names, ids and numbers are taken out: the same for all runs that failed in the same
 * way.
 *
 * @param names - what this run was about: the service, its team, its system
 */
export function comparedMessage(message: string, names: string[]): string {
  let left = message;
  for (const name of [...names].sort((a, b) => b.length - a.length))
    if (name.length >= SHORTEST_NAME)
      left = left.replace(
        new RegExp(
          `(?<![A-Za-z0-9-])(?:[\\w.-]+/)?${escaped(name)}(?![A-Za-z0-9-])`,
          'gi',
        ),
        GAP,
      );
  for (const pattern of DIFFERING) left = left.replace(pattern, GAP);
  return left
    .replace(/…(?:[\s,;/:.-]*…)+/g, GAP)
    .slice(0, MOST_COMPARED)
    .trim();
}

/** The same id for the same step and words, whoever sees them first. */
export const failureId = (step: string, message: string): string =>
  createHash('sha256')
    .update(JSON.stringify([step, message]))
    .digest('hex')
    .slice(0, 20);
