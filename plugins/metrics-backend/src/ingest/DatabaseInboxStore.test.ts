import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { migrate } from '../database/migrate';
import { ATTEMPTS, DatabaseInboxStore } from './DatabaseInboxStore';
import type { InboxStore, NewDelivery } from './InboxStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const delivery = (deliveryId: string, source = 'forge'): NewDelivery => ({
  source,
  deliveryId,
  topic: 'push',
  headers: { 'x-event': 'push' },
  body: Buffer.from([0, 1, 255, 34]),
});

describe.each(databases.eachSupportedId())(
  'DatabaseInboxStore on %s',
  (id: TestDatabaseId) => {
    let knex: Knex;
    let store: InboxStore;

    beforeEach(async () => {
      knex = await databases.init(id);
      await migrate(knex);
      store = DatabaseInboxStore.create({ knex });
    });

    const claim = (owner = 'one', limit = 10) =>
      store.claim({ limit, owner, leaseSeconds: 60 });
    const endLeases = () =>
      knex('inbox_delivery').update({ leased_until: 1, due_at: 1 });
    const complete = (leased: Awaited<ReturnType<typeof claim>>) =>
      knex.transaction(transaction => store.complete(transaction, leased));

    it('keeps a delivery once for each source, also of two in one commit', async () => {
      expect(
        await store.insert([delivery('a'), delivery('a'), delivery('b')]),
      ).toEqual([...['accepted', 'duplicate', 'accepted']]);
      expect(
        await store.insert([delivery('b'), delivery('a', 'other')]),
      ).toEqual(['duplicate', 'accepted']);
      expect(await store.state(['forge'])).toMatchObject([
        { source: 'forge', waiting: 2, dead: 0 },
        { source: 'other', waiting: 1 },
      ]);
    });

    it('gives back the very bytes, oldest first', async () => {
      await store.insert([delivery('a'), delivery('b')]);
      const claimed = await claim();
      expect(claimed.map(({ deliveryId }) => deliveryId)).toEqual(['a', 'b']);
      expect(
        Buffer.compare(claimed[0].body, Buffer.from([0, 1, 255, 34])),
      ).toBe(0);
      expect(claimed[0]).toMatchObject({
        headers: { 'x-event': 'push' },
        attempts: 1,
        topic: 'push',
      });
    });

    it('leases each delivery to one worker only, until the lease ends', async () => {
      await store.insert(
        Array.from({ length: 30 }, (_, index) => delivery(`d${index}`)),
      );
      const [first, second] = await Promise.all([
        claim('one', 20),
        claim('two', 20),
      ]);
      const ids = [...first, ...second].map(leased => leased.id);
      expect(new Set(ids).size).toBe(ids.length);
      const rest = await claim('three', 30);
      expect(ids.length + rest.length).toBe(30);
      expect(await claim('four')).toEqual([]);
      await endLeases();
      expect(await claim('four', 30)).toHaveLength(30);
    });

    it.each([600_000, -600_000])(
      'goes by the clock of the database where that of a replica is %d ms off',
      async skew => {
        const now = Date.now;
        const clock = jest
          .spyOn(Date, 'now')
          .mockImplementation(() => now() + skew);
        await store.insert([delivery('a')]);
        expect(await claim('skewed')).toHaveLength(1);
        clock.mockRestore();
        expect(await claim('other')).toEqual([]);
        clock.mockImplementation(() => now() + skew);
        expect(await claim('another')).toEqual([]);
        clock.mockRestore();
      },
    );

    it('refuses to complete what another worker has taken over, and keeps nothing of that transaction', async () => {
      await store.insert([delivery('a'), delivery('b')]);
      const late = await claim('late');
      await endLeases();
      await claim('quick', 1);
      await expect(complete(late)).rejects.toThrow(
        'The lease of a delivery was lost',
      );
      expect(await store.state(['forge'])).toMatchObject([{ waiting: 2 }]);
    });

    it('does not give out what is done, and prunes it after its retention', async () => {
      await store.insert([delivery('a')]);
      await complete(await claim());
      await endLeases();
      expect(await claim()).toEqual([]);
      expect(await store.prune({ doneSeconds: 60, deadSeconds: 60 })).toBe(0);
      expect(await store.prune({ doneSeconds: -1, deadSeconds: 60 })).toBe(1);
    });

    it('tries again no sooner than told, and puts aside with the reason', async () => {
      await store.insert([delivery('a')]);
      const [first] = await claim();
      await store.fail(first, { error: 'no such field', retryInSeconds: 3600 });
      expect(await claim()).toEqual([]);
      await endLeases();
      const [second] = await claim();
      expect(second.attempts).toBe(2);
      await store.fail(second, { error: 'no such field' });
      expect(await store.deadLetters({ limit: 5 })).toMatchObject([
        { deliveryId: 'a', attempts: 2, error: 'no such field' },
      ]);
      expect(await store.replay({ source: 'forge' })).toBe(1);
      expect(await claim()).toMatchObject([{ attempts: 1 }]);
    });

    it('does not let a worker that lost its lease put a delivery aside', async () => {
      await store.insert([delivery('a')]);
      const [late] = await claim('late');
      await endLeases();
      const [quick] = await claim('quick');
      await store.fail(late, { error: 'too late' });
      await complete([quick]);
      expect(await store.deadLetters({ limit: 5 })).toEqual([]);
    });

    it('puts aside what ended the process at each attempt', async () => {
      await store.insert([delivery('deadly')]);
      for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        expect(await claim()).toMatchObject([{ attempts: attempt }]);
        await endLeases();
      }
      expect(await claim()).toEqual([]);
      expect(await store.deadLetters({ limit: 5 })).toMatchObject([
        {
          deliveryId: 'deadly',
          error: 'The process ended during each attempt.',
        },
      ]);
    });

    it('goes back to nothing', async () => {
      await knex.migrate.rollback(
        { directory: `${__dirname}/../../migrations` },
        true,
      );
      expect(await knex.schema.hasTable('inbox_delivery')).toBe(false);
    });
  },
);
