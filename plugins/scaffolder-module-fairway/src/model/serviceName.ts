/** One clause of the rule for a service's name, as it is shown while one types. */
export interface NameRule {
  id: 'length' | 'characters' | 'start' | 'end' | 'hyphens';
  /** The rule in words; completes "Name: …". */
  text: string;
  holds(name: string): boolean;
}

export const MIN_NAME_LENGTH = 3;
export const MAX_NAME_LENGTH = 40;

/**
 * The rule for a service's name, `^[a-z](?:[a-z0-9-]{1,38}[a-z0-9])$` without `--`, taken apart so that
 * each refusal says which part it is. The server decides; this only spares the round trip.
 */
export const nameRules: NameRule[] = [
  {
    id: 'length',
    text: `${MIN_NAME_LENGTH} to ${MAX_NAME_LENGTH} characters`,
    holds: name =>
      name.length >= MIN_NAME_LENGTH && name.length <= MAX_NAME_LENGTH,
  },
  {
    id: 'characters',
    text: 'only lowercase letters, digits and hyphens',
    holds: name => /^[a-z0-9-]*$/.test(name),
  },
  {
    id: 'start',
    text: 'starts with a letter',
    holds: name => !/^[0-9-]/.test(name),
  },
  {
    id: 'end',
    text: 'ends with a letter or digit',
    holds: name => !name.endsWith('-'),
  },
  {
    id: 'hyphens',
    text: 'no two hyphens in a row',
    holds: name => !name.includes('--'),
  },
];

/** The clauses that a name breaks, in the order in which they are told. */
export function brokenRules(name: string): NameRule[] {
  return nameRules.filter(rule => !rule.holds(name));
}

/**
 * A valid name near to what was typed, to be offered and never taken silently: what a person sees must be
 * what is created. Undefined where nothing sensible is left.
 */
export function suggestName(typed: string): string | undefined {
  const suggestion = typed
    .toLowerCase()
    .replace(/[\s._/\\]+/g, '-')
    .replace(/[^a-z0-9-]/g, '')
    .replace(/-{2,}/g, '-')
    .replace(/^[0-9-]+/, '')
    .slice(0, MAX_NAME_LENGTH)
    .replace(/-+$/, '');
  return suggestion !== typed && brokenRules(suggestion).length === 0
    ? suggestion
    : undefined;
}
