import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** The module's tables stand beside the scaffolder's in one database, with a migration history of their own. */
export async function migrate(
  knex: Knex,
  migrations?: DatabaseService['migrations'],
): Promise<void> {
  if (migrations?.skip) {
    return;
  }
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@fairway/plugin-scaffolder-backend-module-fairway',
      'migrations',
    ),
    tableName: 'fairway_scaffolder_migrations',
  });
}
