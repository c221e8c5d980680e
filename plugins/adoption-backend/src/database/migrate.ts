import {
  type DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { isPostgres } from '@fairway/serving';
import type { Knex } from 'knex';

/** Where the steps are, each with its way back. */
export const migrations = {
  directory: resolvePackagePath(
    '@fairway/plugin-adoption-backend',
    'migrations',
  ),
};

/**
 * Brings the schema up to date, all or nothing: replicas wait for the one that does it, and one that is killed meanwhile
 * leaves neither half a schema nor knex's own lock behind.
 */
export async function migrate(knex: Knex): Promise<void> {
  await knex.transaction(async transaction => {
    if (isPostgres(transaction))
      await transaction.raw(
        `SELECT pg_advisory_xact_lock(hashtext('fairway adoption schema'))`,
      );
    await transaction.migrate.latest(migrations);
  });
}

/** Opens the plugin's database and brings its schema up to date. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) await migrate(knex);
  return knex;
}
