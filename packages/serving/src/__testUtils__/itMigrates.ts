import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { readdirSync } from 'node:fs';
import type { Schema } from '../schemaOf';

/** The tests of a schema of a plugin's own: several make it at once, and it comes and goes. */
// eslint-disable-next-line jest/no-export
export function itMigrates(options: {
  migrate: Schema['migrate'];
  migrations: Knex.MigratorConfig & { directory: string };
  /** One that is empty at first. */
  table: string;
}): void {
  const { migrate, migrations, table } = options;
  const databases = TestDatabases.create({
    ids: ['POSTGRES_18', 'SQLITE_3'],
    disableDocker: true,
  });

  describe.each(databases.eachSupportedId())(
    'the schema on %s',
    (id: TestDatabaseId) => {
      it('is made by one of several that start at once, and only once', async () => {
        const knex = await databases.init(id);
        await Promise.all([migrate(knex), migrate(knex), migrate(knex)]);
        await migrate(knex);
        expect(await knex(table)).toEqual([]);
        expect((await knex('knex_migrations')).length).toBe(
          readdirSync(migrations.directory).length,
        );
        expect(await knex('knex_migrations_lock').select('is_locked')).toEqual([
          { is_locked: 0 },
        ]);
      });

      it('goes back to nothing and comes again', async () => {
        const knex = await databases.init(id);
        await migrate(knex);
        await knex.migrate.rollback(migrations, true);
        expect(await knex.schema.hasTable(table)).toBe(false);
        await migrate(knex);
        expect(await knex(table)).toEqual([]);
      });
    },
  );
}
