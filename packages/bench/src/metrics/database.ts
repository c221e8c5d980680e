import knexFactory, { type Knex } from 'knex';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dialect } from './plainSql';

/** A database for one backend, and a client of this benchmark's own to it. */
export interface BenchDatabase {
  dialect: Dialect;
  /** `backend.database` of the backend's configuration. */
  config: object;
  /** The database of one plugin, metrics without a name. */
  connect(plugin?: string): Knex;
  bytes(knex: Knex): Promise<number>;
  remove(): Promise<void>;
}

/** A PostgreSQL server; each backend has databases of its own, told apart by a prefix. */
export function postgresDatabase(url: string, prefix: string): BenchDatabase {
  const { hostname, port, username, password } = new URL(url);
  const connection = {
    ...{ host: hostname, port: Number(port), user: username },
    ...(password && { password }),
  };
  return {
    dialect: 'pg',
    config: { client: 'pg', connection, prefix },
    connect: (plugin = 'metrics') =>
      knexFactory({
        client: 'pg',
        connection: { ...connection, database: `${prefix}${plugin}` },
        pool: { min: 0, max: 2 },
      }),
    bytes: async knex => {
      const { rows } = await knex.raw(
        'SELECT pg_database_size(current_database()) AS bytes',
      );
      return Number(rows[0].bytes);
    },
    // They go with the server.
    remove: async () => {},
  };
}

/** SQLite files in a folder of their own. */
export async function sqliteDatabase(): Promise<BenchDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'fairway-bench-metrics-'));
  return {
    dialect: 'sqlite',
    config: { client: 'better-sqlite3', connection: { directory } },
    connect: (plugin = 'metrics') =>
      knexFactory({
        client: 'better-sqlite3',
        connection: { filename: join(directory, `${plugin}.sqlite`) },
        useNullAsDefault: true,
      }),
    bytes: async knex => {
      const [{ page_count: pages }] = await knex.raw('PRAGMA page_count');
      const [{ page_size: size }] = await knex.raw('PRAGMA page_size');
      return pages * size;
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}
