import type { Knex } from 'knex';

/** SQL for the database's own time, in milliseconds since the epoch: the one clock that all replicas share. */
export const databaseNow = (knex: Knex): Knex.Raw =>
  knex.raw(
    knex.client.config.client === 'pg'
      ? `(extract(epoch from clock_timestamp()) * 1000)::bigint`
      : `cast(unixepoch('subsec') * 1000 as integer)`,
  );

export const isPostgres = (knex: Knex): boolean =>
  knex.client.config.client === 'pg';
