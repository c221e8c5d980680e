import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { migrate } from '../database/migrate';
import type { ScannedEntity } from './CatalogScan';
import { DatabaseBindingStore } from './DatabaseBindingStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const shop: ScannedEntity = {
  entityRef: 'component:default/shop',
  bindings: [{ project: 'GitHub.com/Acme/Shop' }],
  ownerRef: 'group:default/one',
};

describe.each(databases.eachSupportedId())(
  'DatabaseBindingStore on %s',
  (id: TestDatabaseId) => {
    let knex: Knex;
    let store: DatabaseBindingStore;

    beforeEach(async () => {
      knex = await databases.init(id);
      await migrate(knex);
      store = DatabaseBindingStore.create({ knex });
    });

    const dated = async (name: string) =>
      (await knex(name).orderBy('id')).map(row => ({
        ...row,
        from: Number(row.valid_from) === 0 ? 'always' : 'then',
        to: row.valid_to === null ? 'now' : 'then',
      }));
    const dirty = async () =>
      (await knex('dirty_entity')).map(row => row.entity_ref);

    it('binds from all time on what it sees for the first time, and marks it', async () => {
      expect(await store.takeOver([shop])).toBe(1);
      expect(await dated('binding')).toMatchObject([
        { project: 'github.com/acme/shop', from: 'always', to: 'now' },
      ]);
      expect(await dated('ownership')).toMatchObject([
        { owner_ref: 'group:default/one', from: 'always', to: 'now' },
      ]);
      expect(await dirty()).toEqual(['component:default/shop']);
      await knex('dirty_entity').delete();
      expect(await store.takeOver([shop])).toBe(0);
      expect(await dirty()).toEqual([]);
    });

    it('keeps who owned it until then', async () => {
      await store.takeOver([shop]);
      await store.takeOver([{ ...shop, ownerRef: 'group:default/two' }]);
      expect(await dated('ownership')).toMatchObject([
        { owner_ref: 'group:default/one', from: 'always', to: 'then' },
        { owner_ref: 'group:default/two', from: 'then', to: 'now' },
      ]);
    });

    it('ends what two full scans in a row do not have, not what one misses', async () => {
      await store.takeOver([shop]);
      await store.takeOver([]);
      expect(await dated('binding')).toMatchObject([
        { to: 'now', missed_scans: 1 },
      ]);
      await store.takeOver([shop]);
      expect(await dated('binding')).toMatchObject([
        { to: 'now', missed_scans: 0 },
      ]);
      await store.takeOver([]);
      await store.takeOver([]);
      expect(await dated('binding')).toMatchObject([{ to: 'then' }]);
      await store.takeOver([shop]);
      expect(await dated('binding')).toMatchObject([
        { to: 'then' },
        { from: 'then', to: 'now' },
      ]);
    });

    it('takes over scans of two replicas at once without doubling anything', async () => {
      await Promise.all([store.takeOver([shop]), store.takeOver([shop])]);
      expect(await dated('binding')).toHaveLength(1);
      expect(await dated('ownership')).toHaveLength(1);
    });
  },
);
