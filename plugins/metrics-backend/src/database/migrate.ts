import {
  type DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

export const migrate = (knex: Knex) =>
  knex.migrate.latest({
    directory: resolvePackagePath(
      '@fairway/plugin-metrics-backend',
      'migrations',
    ),
  });

/** Opens the plugin's database and brings its schema up to date; knex lets one replica migrate and the others wait. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) await migrate(knex);
  return knex;
}
