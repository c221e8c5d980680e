import type { Knex } from 'knex';
import { chunks } from '../database/chunks';

/** What the figures have numbers for instead of names. */
export type TermKind = 'template' | 'team' | 'system' | 'version' | 'failure';

/** Stands for none. */
export const NO_TERM = 0;
/** Two bytes each, but for failures. */
const MOST = 0xffff;

/** The numbers of names, given out while figures are made. */
export class Terms {
  readonly #transaction: Knex.Transaction;
  readonly #known = new Map<TermKind, Map<string, number>>();

  private constructor(transaction: Knex.Transaction) {
    this.#transaction = transaction;
  }

  static create(options: { transaction: Knex.Transaction }): Terms {
    return new Terms(options.transaction);
  }

  /** Numbers for some names; whoever makes figures is alone, so none is given out twice. */
  async learn(
    kind: TermKind,
    values: Iterable<string | undefined>,
  ): Promise<void> {
    const known = await this.#of(kind);
    const added = [...new Set(values)].filter(
      (value): value is string => value !== undefined && !known.has(value),
    );
    for (const value of added.sort()) known.set(value, known.size + 1);
    if (kind !== 'failure' && known.size > MOST)
      throw new Error(`There are more than ${MOST} names of kind ${kind}`);
    for (const part of chunks(added, 3))
      await this.#transaction('term').insert(
        part.map(value => ({ kind, id: known.get(value), value })),
      );
  }

  id(kind: TermKind, value: string | undefined): number {
    if (value === undefined) return NO_TERM;
    const id = this.#known.get(kind)?.get(value);
    if (id === undefined) throw new Error(`No number for ${kind} ${value}`);
    return id;
  }

  async #of(kind: TermKind): Promise<Map<string, number>> {
    let known = this.#known.get(kind);
    if (!known) {
      const rows = await this.#transaction('term').where({ kind });
      known = new Map(rows.map(row => [row.value, row.id]));
      this.#known.set(kind, known);
    }
    return known;
  }
}
