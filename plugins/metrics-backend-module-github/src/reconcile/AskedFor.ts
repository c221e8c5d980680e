import type { MissingFacts } from '@fairway/plugin-metrics-node';

/** Beyond, it begins anew: then some of it is asked for once more. */
const MOST_REMEMBERED = 10_000;

/** What was asked for already, so that what nobody can tell is not asked for every few seconds. */
export class AskedFor {
  readonly #keys = new Set<string>();

  /** What is asked for the first time; from now on that counts as asked for. */
  leaveOut(all: MissingFacts[]): MissingFacts[] {
    if (this.#keys.size > MOST_REMEMBERED) this.#keys.clear();
    return all
      .map(({ project, comparisons, changes }) => ({
        project,
        comparisons: comparisons.filter(({ base, head }) =>
          this.#isNew(`${project} ${base} ${head}`),
        ),
        changes: changes.filter(id => this.#isNew(`${project} ${id}`)),
      }))
      .filter(
        ({ comparisons, changes }) => comparisons.length || changes.length,
      );
  }

  #isNew(key: string): boolean {
    if (this.#keys.has(key)) return false;
    this.#keys.add(key);
    return true;
  }
}
