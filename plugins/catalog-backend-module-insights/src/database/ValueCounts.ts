import type { Knex } from 'knex';
import { SEARCH_KEYS, valueCounts } from './catalogTables';

/** What the list is filtered by that seldom changes. */
const COUNTED: string[] = [
  ...[SEARCH_KEYS.kind, SEARCH_KEYS.owner, SEARCH_KEYS.system],
  ...[SEARCH_KEYS.lifecycle, SEARCH_KEYS.type, SEARCH_KEYS.tag],
  SEARCH_KEYS.path,
];

/**
 * How many entities have a value of a field, as it was some minutes ago. By this is only decided how a question is put to
 * the database; what it answers is counted there and then.
 */
export class ValueCounts {
  readonly #knex: Knex;
  #counts: Map<string, Map<string, number>> | undefined;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): ValueCounts {
    return new ValueCounts(options.knex);
  }

  /** Counts anew. */
  async refresh(): Promise<void> {
    const rows: { key: string; value: string; n: number | string }[] =
      await valueCounts(this.#knex, COUNTED);
    const counts = new Map(
      COUNTED.map(key => [key, new Map<string, number>()]),
    );
    for (const { key, value, n } of rows)
      counts.get(key)!.set(value, Number(n));
    this.#counts = counts;
  }

  /** How many have any of some values, or have the field at all; undefined where that is not known. */
  of(key: string, values?: string[]): number | undefined {
    const counts = this.#counts?.get(key.toLowerCase());
    if (!counts) return undefined;
    return (values ?? [...counts.keys()]).reduce(
      (sum, value) => sum + (counts.get(value.toLowerCase()) ?? 0),
      0,
    );
  }
}
