import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { migrate, migrations } from './migrate';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const catalogs = {
  directory: resolvePackagePath(
    '@backstage/plugin-catalog-backend',
    'migrations',
  ),
};

describe.each(databases.eachSupportedId())(
  'the tables on %s',
  (id: TestDatabaseId) => {
    it("come and go beside the catalog's own", async () => {
      const knex = await databases.init(id);
      await Promise.all([migrate(knex), migrate(knex)]);
      await knex.migrate.latest(catalogs);
      await migrate(knex);
      expect(await knex('insight_migrations')).toHaveLength(3);

      await knex.migrate.rollback(migrations, true);
      expect(await knex.schema.hasTable('insight_component')).toBe(false);
      expect(await knex.schema.hasTable('insight_entity')).toBe(false);
      expect(await knex('final_entities')).toEqual([]);

      await migrate(knex);
      expect(await knex('insight_component')).toEqual([]);
      const [completed, pending] = await knex.migrate.list(catalogs);
      expect(completed.length).toBeGreaterThan(10);
      expect(pending).toEqual([]);
    });
  },
);
