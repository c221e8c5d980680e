import { isPostgres } from '@fairway/serving';
import type { Knex } from 'knex';

const KEY = `hashtext('fairway adoption')`;

/**
 * Writes facts and the marks of what they touch, as one. Whoever makes figures waits for it, so that no fact comes between
 * what was read and the mark that was taken away. SQLite has one writer anyway.
 */
export function writingFacts<T>(
  knex: Knex,
  work: (transaction: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return knex.transaction(async transaction => {
    if (isPostgres(transaction))
      await transaction.raw(`SELECT pg_advisory_xact_lock_shared(${KEY})`);
    return work(transaction);
  });
}

/** Makes figures: one replica at a time, and no fact is written meanwhile. */
export function makingFigures<T>(
  knex: Knex,
  work: (transaction: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return knex.transaction(async transaction => {
    if (isPostgres(transaction))
      await transaction.raw(`SELECT pg_advisory_xact_lock(${KEY})`);
    return work(transaction);
  });
}
