import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { HealthFinding } from '@fairway/plugin-health-node';
import type { Knex } from 'knex';
import { FakeProvider } from '../__testUtils__/FakeProvider';
import { component } from '../__testUtils__/startHealth';
import { DatabaseHealthQueries } from '../queries/DatabaseHealthQueries';
import { scanEntity } from '../scan/scanEntity';
import { DatabaseCheckStore } from './DatabaseCheckStore';
import { DatabaseEntityStore } from './DatabaseEntityStore';
import { SourceNames } from './SourceNames';
import { migrate } from './migrate';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const KEEP = 1_000;
const iso = (moment: number) => new Date(moment).toISOString();
const refOf = (name: string) => `component:default/${name}`;
const SHOP = refOf('shop');

describe.each(databases.eachSupportedId())(
  'DatabaseCheckStore on %s',
  (id: TestDatabaseId) => {
    let knex: Knex;
    let now: number;
    let checks: DatabaseCheckStore;
    let queries: DatabaseHealthQueries;

    const scan = (...names: string[]) =>
      DatabaseEntityStore.create({ knex }).takeOver(
        names.map(name => scanEntity(component(name), () => [])),
        now,
      );
    const says = (
      source: string,
      finding: Partial<HealthFinding>,
      refs = [SHOP],
    ) =>
      checks.record(
        source,
        refs.map(entityRef => ({
          entityRef,
          answer: {
            findings: [
              { key: 'it', status: 'healthy', text: 'Fine', ...finding },
            ],
          },
        })),
      );
    const isAway = (source: string) =>
      checks.record(source, [
        {
          entityRef: SHOP,
          answer: {
            findings: [],
            unreachable: [{ part: '', reason: 'refused' }],
          },
        },
      ]);
    const health = async () => (await queries.health([SHOP])).get(SHOP)!;

    beforeEach(async () => {
      knex = await databases.init(id);
      await migrate(knex);
      now = 1_000_000;
      const names = SourceNames.create({
        providers: [new FakeProvider('pods'), new FakeProvider('probe')],
      });
      const clock = () => now;
      checks = DatabaseCheckStore.create({
        ...{ knex, names, keepFor: KEEP, now: clock },
      });
      queries = DatabaseHealthQueries.create({ knex, names, now: clock });
      await scan('shop');
    });

    it('takes a status to have begun with its reason, but not before the one before', async () => {
      await says('pods', { status: 'healthy' });
      expect(await health()).toMatchObject({ since: iso(1_000_000) });
      now = 2_000_000;
      await says('pods', { status: 'unhealthy', since: iso(1_500_000) });
      expect(await health()).toMatchObject({ since: iso(1_500_000) });
      await says('pods', { status: 'degraded', since: iso(5) });
      expect(await health()).toMatchObject({ since: iso(1_500_000) });
      now = 3_000_000;
      await says('pods', { status: 'healthy', since: iso(5) });
      expect(await health()).toMatchObject({
        ...{ status: 'healthy', since: iso(3_000_000) },
        reasons: [{ since: iso(5) }],
      });
    });

    it('gives a revision to what a reader sees change, and to nothing else', async () => {
      const revision = async () => (await health()).revision;
      await says('pods', {});
      expect(await revision()).toBe(1);
      now += 10;
      await says('pods', {});
      expect(await revision()).toBe(1);
      expect(await health()).toMatchObject({ checkedAt: iso(now) });
      await says('pods', { text: 'Very fine' });
      expect(await revision()).toBe(2);
      await says('probe', { status: 'degraded' });
      expect(await revision()).toBe(3);
    });

    it('lets a source be away for a moment, then does not know, then knows again', async () => {
      const seen = async () => {
        const { status, stale, reasons } = await health();
        return [status, stale, reasons.map(({ text }) => text)];
      };
      await says('pods', { status: 'unhealthy', text: 'No Pod' });
      await says('probe', {});
      now += 10;
      await isAway('pods');
      expect(await seen()).toEqual(['unhealthy', true, ['No Pod', 'Fine']]);
      now += KEEP;
      await isAway('pods');
      expect(await seen()).toEqual([
        'unknown',
        true,
        ['Source pods does not answer: refused; last known: No Pod', 'Fine'],
      ]);
      await says('pods', { status: 'unhealthy', text: 'No Pod' });
      expect(await seen()).toEqual(['unhealthy', false, ['No Pod', 'Fine']]);
      expect((await health()).reasons[0].since).toBe(iso(1_000_000));
      const changes = await queries.history({ entityRef: SHOP, limit: 9 });
      expect(changes.map(({ to }) => to)).toEqual([
        ...['unhealthy', 'unknown', 'unhealthy'],
      ]);
    });

    it('marks what a source said when it was not asked for long', async () => {
      await says('pods', {});
      now += 121_000;
      expect(await health()).toMatchObject({
        ...{ status: 'healthy', stale: true },
      });
    });

    it('takes what several sources say at once, and gives each change its own revision', async () => {
      const names = Array.from({ length: 150 }, (_, n) => `s-${n}`);
      await scan('shop', ...names);
      const [first, second] = [
        names.slice(0, 100).map(refOf),
        names.slice(50).map(refOf),
      ];
      // As a reader does who looks while it goes on: nothing may come in behind what was seen.
      let done = false;
      const reader = (async () => {
        const latest = new Map<string, number>();
        let last = 0;
        for (;;) {
          const ended = done;
          const items = await queries.changedSince({
            ...{ revision: last, limit: 1_000 },
          });
          for (const item of items) latest.set(item.entityRef, item.revision);
          last = items.at(-1)?.revision ?? last;
          if (ended && !items.length) return latest;
          await new Promise(turn => setImmediate(turn));
        }
      })();
      await Promise.all([
        says('pods', {}, first),
        says('probe', { status: 'degraded' }, [...first].reverse()),
        says('pods', {}, second),
        says('probe', { status: 'degraded' }, second),
        scan('shop', ...names),
      ]);
      done = true;
      const rows = await knex('health_entity').where('revision', '>', 0);
      expect(new Set(rows.map(row => row.status))).toEqual(
        new Set(['degraded']),
      );
      expect(await reader).toEqual(
        new Map(rows.map(row => [row.entity_ref, Number(row.revision)])),
      );
      expect(new Set(rows.map(row => Number(row.revision))).size).toBe(150);
    });

    it('keeps changes for as long as it is told to', async () => {
      await says('pods', {});
      now += 1_000;
      await says('pods', { status: 'degraded' });
      expect(await queries.prune(now)).toBe(1);
      expect(
        await queries.history({ entityRef: SHOP, limit: 9 }),
      ).toMatchObject([{ to: 'degraded' }]);
    });
  },
);
