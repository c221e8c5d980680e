import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { isPostgres } from './clock';

/** What brings the tables of a plugin up to date. */
export interface Schema {
  /**
   * Brings the tables up to date, all or nothing: replicas wait for the one that does it, and one that is killed meanwhile
   * leaves neither half a schema nor knex's own lock behind.
   */
  migrate(knex: Knex): Promise<void>;
  /** Opens the plugin's database and, unless that is switched off, brings its tables up to date. */
  openDatabase(database: DatabaseService): Promise<Knex>;
}

/**
 * The tables of a plugin, or of a module beside those of its plugin.
 *
 * @param name - by which replicas know that they are about the same; no two may have it.
 * @param migrations - where the steps are, each with its way back.
 */
export function schemaOf(
  name: string,
  migrations: Knex.MigratorConfig,
): Schema {
  async function migrate(knex: Knex): Promise<void> {
    await knex.transaction(async transaction => {
      if (isPostgres(transaction))
        await transaction.raw('SELECT pg_advisory_xact_lock(hashtext(?))', [
          `fairway ${name} schema`,
        ]);
      await transaction.migrate.latest(migrations);
    });
  }

  async function openDatabase(database: DatabaseService): Promise<Knex> {
    const knex = await database.getClient();
    if (!database.migrations?.skip) await migrate(knex);
    return knex;
  }

  return { migrate, openDatabase };
}
