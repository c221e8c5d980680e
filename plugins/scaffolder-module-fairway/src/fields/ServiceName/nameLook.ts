import type { SignKind } from '@fairway/look';
import { brokenRules, MIN_NAME_LENGTH } from '../../model/serviceName';
import type { NameCheck } from './useNameCheck';

/** One line of the list below the field. */
export interface NameClause {
  text: string;
  sign: SignKind;
  word: string;
}

/** The four looks of the field, besides an empty one and one whose check could not be made. */
export interface NameLook {
  tone: 'quiet' | 'good' | 'bad';
  /** At the end of the field. */
  sign?: SignKind;
  word: string;
  clauses: NameClause[];
}

function clause(text: string, holds: boolean | undefined): NameClause {
  if (holds === undefined) return { text, sign: 'waiting', word: 'not yet' };
  return holds
    ? { text, sign: 'done', word: 'yes' }
    : { text, sign: 'failed', word: 'no' };
}

/** Only too short so far, and one may still be typing: not wrong yet. */
export function isUnfinished(name: string): boolean {
  return (
    name.length < MIN_NAME_LENGTH &&
    brokenRules(name).every(({ id }) => id === 'length' || id === 'end')
  );
}

function word(name: string, check: NameCheck, left: boolean) {
  switch (check.state) {
    case 'checking':
      return { tone: 'quiet', word: 'checking…' } as const;
    case 'unchecked':
      return { tone: 'quiet', sign: 'unknown', word: 'not checked' } as const;
    case 'answered': {
      const { component, repository, valid, problems } = check.answer;
      const reserved = problems.some(({ rule }) => rule === 'reserved');
      if (!valid && !reserved) {
        return { tone: 'bad', sign: 'failed', word: 'not valid' } as const;
      }
      return valid && component.free && repository.free
        ? ({ tone: 'good', sign: 'done', word: 'free' } as const)
        : ({ tone: 'bad', sign: 'failed', word: 'taken' } as const);
    }
    case 'refused':
      return isUnfinished(name) && !left
        ? ({ tone: 'quiet', word: '' } as const)
        : ({ tone: 'bad', sign: 'failed', word: 'not valid' } as const);
    default:
      return { tone: 'quiet', word: '' } as const;
  }
}

/**
 * How the field looks.
 *
 * @param left - whether the field was left, after which a name that is too short counts as wrong
 */
export function nameLook(
  name: string,
  check: NameCheck,
  left: boolean,
): NameLook {
  const broken = new Set(brokenRules(name).map(({ id }) => id));
  const tooShort = broken.has('length') && isUnfinished(name) && !left;
  const lengthHolds =
    name === '' || tooShort ? undefined : !broken.has('length');
  broken.delete('length');
  // A hyphen at the end is how most names look half-way through.
  if (isUnfinished(name) && !left) broken.delete('end');
  const answer = check.state === 'answered' ? check.answer : undefined;
  return {
    ...word(name, check, left),
    clauses: [
      clause('3 to 40 characters', lengthHolds),
      clause(
        'lowercase letters, digits, single hyphens',
        name === '' ? undefined : broken.size === 0,
      ),
      clause('no component of this name', answer?.component.free),
      clause('repository is free', answer?.repository.free),
    ],
  };
}
