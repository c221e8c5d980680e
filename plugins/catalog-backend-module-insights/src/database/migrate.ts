import {
  type DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** The database is the catalog's, so the record of what was done to it has a name of its own. */
export const migrations = {
  directory: resolvePackagePath(
    '@fairway/plugin-catalog-backend-module-insights',
    'migrations',
  ),
  tableName: 'insight_migrations',
};

export const isPostgres = (knex: Knex): boolean =>
  knex.client.config.client === 'pg';

/** Brings the module's own tables up to date, all or nothing; replicas wait for the one that does it. */
export async function migrate(knex: Knex): Promise<void> {
  await knex.transaction(async transaction => {
    if (isPostgres(transaction))
      await transaction.raw(
        `SELECT pg_advisory_xact_lock(hashtext('fairway catalog insights schema'))`,
      );
    await transaction.migrate.latest(migrations);
  });
}

/** Opens the catalog's database and brings the module's own tables in it up to date. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) await migrate(knex);
  return knex;
}
