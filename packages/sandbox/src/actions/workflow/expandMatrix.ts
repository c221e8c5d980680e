import { InputError } from '@backstage/errors';
import { isDeepStrictEqual } from 'node:util';

/** One combination of a matrix. */
export type Combination = Record<string, unknown>;

/** As on GitHub. */
const MAXIMUM_JOBS = 256;

function listOf(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value)) {
    throw new InputError(`The matrix's "${name}" is not a list`);
  }
  return value;
}

function combinationsOf(value: unknown, name: string): Combination[] {
  return value === undefined ? [] : (listOf(value, name) as Combination[]);
}

function matches(combination: Combination, pattern: Combination): boolean {
  return Object.entries(pattern).every(([key, value]) =>
    isDeepStrictEqual(combination[key], value),
  );
}

/**
 * Expands `strategy.matrix`, its expressions already resolved, into the
 * combinations to run, by the rules GitHub documents for `include` and `exclude`.
 */
export function expandMatrix(matrix: unknown): Combination[] {
  if (!matrix || typeof matrix !== 'object' || Array.isArray(matrix)) {
    throw new InputError('The matrix is not a mapping');
  }
  const { include, exclude, ...axes } = matrix as Record<string, unknown>;
  const names = Object.keys(axes);

  const product = names.reduce<Combination[]>(
    (combinations, name) =>
      combinations.flatMap(combination =>
        listOf(axes[name], name).map(value => ({
          ...combination,
          [name]: value,
        })),
      ),
    [{}],
  );
  const excluded = combinationsOf(exclude, 'exclude');
  const original = (names.length > 0 ? product : []).filter(
    combination => !excluded.some(pattern => matches(combination, pattern)),
  );

  const expanded = original.map(combination => ({ ...combination }));
  const added: Combination[] = [];
  for (const entry of combinationsOf(include, 'include')) {
    const fitting = expanded.filter((_, index) =>
      names.every(
        name =>
          !(name in entry) ||
          isDeepStrictEqual(entry[name], original[index][name]),
      ),
    );
    fitting.forEach(combination => Object.assign(combination, entry));
    if (fitting.length === 0) {
      added.push({ ...entry });
    }
  }

  const all = [...expanded, ...added];
  if (all.length > MAXIMUM_JOBS) {
    throw new InputError(
      `The matrix makes ${all.length} jobs; at most ${MAXIMUM_JOBS} are allowed`,
    );
  }
  return all;
}
