import type { ComparisonRow, StoredCommit } from '../facts/rows';
import type { Commit, Comparison } from '../rules/findDeliveredChanges';

/** How many comparisons are followed from one revision towards another before it is given up. */
const MOST_STEPS = 2_000;

const commitsOf = (rows: ComparisonRow[]): Commit[] =>
  rows.flatMap(row =>
    (JSON.parse(row.commits) as StoredCommit[]).map(
      ([revision, committedAt, title]) => ({
        ...{ revision, committedAt, title },
      }),
    ),
  );

/**
 * The comparisons of one project. A pair that nobody compared is put together from those that were, most often from the
 * pushes between two deployments.
 */
export class Comparisons {
  readonly #from = new Map<string, ComparisonRow[]>();
  readonly #exact = new Map<string, ComparisonRow>();

  constructor(rows: ComparisonRow[]) {
    for (const row of rows) {
      this.#exact.set(`${row.base} ${row.head}`, row);
      if (row.relation !== 'ahead') continue;
      const next = this.#from.get(row.base);
      if (next) next.push(row);
      else this.#from.set(row.base, [row]);
    }
  }

  find(base: string, head: string): Comparison | undefined {
    const exact = this.#exact.get(`${base} ${head}`);
    if (exact && !exact.truncated)
      return {
        relation: exact.relation as Comparison['relation'],
        commits: commitsOf([exact]),
      };
    const chain = this.#chain(base, head);
    if (chain) return { relation: 'ahead', commits: commitsOf(chain) };
    if (this.#chain(head, base)) return { relation: 'behind', commits: [] };
    return (
      exact && {
        relation: exact.relation as Comparison['relation'],
        commits: commitsOf([exact]),
      }
    );
  }

  /** The shortest chain of comparisons from one revision to another, breadth first. */
  #chain(base: string, head: string): ComparisonRow[] | undefined {
    const cameBy = new Map<string, ComparisonRow | undefined>([
      [base, undefined],
    ]);
    const queue = [base];
    for (let at = 0; at < queue.length && at < MOST_STEPS; at++) {
      for (const row of this.#from.get(queue[at]) ?? []) {
        if (cameBy.has(row.head)) continue;
        cameBy.set(row.head, row);
        if (row.head === head) {
          const chain: ComparisonRow[] = [];
          for (
            let step: ComparisonRow | undefined = row;
            step;
            step = cameBy.get(step.base)
          )
            chain.unshift(step);
          return chain;
        }
        queue.push(row.head);
      }
    }
    return undefined;
  }
}
