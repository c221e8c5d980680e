import type { Fact } from '@fairway/plugin-metrics-node';
import type { Knex } from 'knex';

/** Keeps facts inside a transaction of the caller, and marks what they touch to be computed again. */
export interface FactWriter {
  write(
    transaction: Knex.Transaction,
    source: string,
    facts: Fact[],
  ): Promise<void>;
}
