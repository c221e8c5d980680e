/** What is wrong with a name: which rule it breaks, and what to do about it. */
export interface NameProblem {
  rule:
    | 'required'
    | 'characters'
    | 'short'
    | 'long'
    | 'start'
    | 'end'
    | 'hyphens'
    | 'reserved';
  message: string;
}

const SHORTEST = 3;
const LONGEST = 40;

// Each rule only looks at what the ones before it have let through.
const RULES: Array<[NameProblem, (name: string) => boolean]> = [
  [
    { rule: 'long', message: `at most ${LONGEST} characters` },
    name => name.length <= LONGEST,
  ],
  [
    { rule: 'characters', message: 'use a-z, 0-9 and -' },
    name => /^[a-z0-9-]+$/.test(name),
  ],
  [
    { rule: 'start', message: 'begin with a letter' },
    name => /^[a-z]/.test(name),
  ],
  [
    { rule: 'end', message: 'end with a letter or a digit' },
    name => /[a-z0-9]$/.test(name),
  ],
  [
    { rule: 'hyphens', message: 'no two hyphens in a row' },
    name => !name.includes('--'),
  ],
  [
    { rule: 'short', message: `at least ${SHORTEST} characters` },
    name => name.length >= SHORTEST,
  ],
];

/**
 * The first rule for a service's name that a value breaks: `^[a-z](?:[a-z0-9-]{1,38}[a-z0-9])$` without `--`. A name is
 * taken as it is: nothing is trimmed, lower-cased or normalised.
 */
export function findNameProblem(name: unknown): NameProblem | undefined {
  if (typeof name !== 'string' || name === '') {
    return { rule: 'required', message: 'required string' };
  }
  return RULES.find(([, holds]) => !holds(name))?.[0];
}
