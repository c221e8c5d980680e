import { Knex } from 'knex';

/** A moment by the database's clock, comparable with what `knex.fn.now()` has stored. */
export function secondsAgo(knex: Knex, seconds: number): Knex.Raw {
  return knex.client.config.client.includes('sqlite3')
    ? knex.raw(`datetime('now', ?)`, [`-${seconds} seconds`])
    : knex.raw(`now() - ? * interval '1 second'`, [seconds]);
}
