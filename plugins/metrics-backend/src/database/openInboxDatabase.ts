import knexFactory, { type Knex } from 'knex';
import { isPostgres } from './clock';

/**
 * A client of its own for the ingest routes, so that queries which hold all other connections hold up no delivery. SQLite
 * has one connection for all.
 */
export function openInboxDatabase(knex: Knex): {
  inbox: Knex;
  close(): Promise<void>;
} {
  if (!isPostgres(knex)) return { inbox: knex, close: async () => {} };
  const inbox = knexFactory({
    ...knex.client.config,
    pool: { min: 0, max: 2 },
    acquireConnectionTimeout: 10_000,
  });
  return { inbox, close: () => inbox.destroy() };
}
