import {
  type TestDatabaseId,
  TestDatabases,
  mockServices,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import {
  DatabaseInsightStore,
  type InsightColumns,
} from '../database/DatabaseInsightStore';
import { migrate } from '../database/migrate';
import { Feeder } from './Feeder';
import type { InsightSource } from './InsightSource';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const signal = new AbortController().signal;

/** A source that has a value for each entity, and counts its changes. */
class FakeSource implements InsightSource {
  readonly values = new Map<string, { value: number; revision: number }>();
  readonly asked: number[] = [];
  away = false;
  #revision = 0;

  constructor(
    readonly id: string,
    readonly mark: string,
    readonly empty: InsightColumns,
  ) {}

  set(ref: string, value: number) {
    this.values.set(ref, { value, revision: (this.#revision += 1) });
  }

  startAnew() {
    this.#revision = 0;
    this.values.clear();
  }

  async changesSince(since: number) {
    this.asked.push(since);
    if (this.away) throw new Error('away');
    const refs = [...this.values]
      .filter(([, { revision }]) => revision > since)
      .map(([ref]) => ref);
    return { refs, revision: Math.max(since, this.#revision) };
  }

  async columnsOf(refs: string[]) {
    return new Map(
      refs.map((ref): [string, InsightColumns] => [
        ref,
        { [this.mark]: this.values.get(ref)?.value ?? null },
      ]),
    );
  }
}

async function start(knex: Knex) {
  await migrate(knex);
  await knex.schema.createTable('final_entities', table => {
    table.string('entity_ref').primary();
    table.string('entity_id');
    table.text('final_entity');
  });
  const metrics = new FakeSource('metrics', 'lead_time_s', {
    lead_time_s: null,
  });
  const health = new FakeSource('health', 'health_rank', { health_rank: null });
  const clock = { now: 1_700_000_000_000 };
  const logger = mockServices.logger.mock();
  const feeder = Feeder.create({
    ...{ sources: [metrics, health], logger, now: () => clock.now },
    store: DatabaseInsightStore.create({ knex }),
  });
  const rows = async () =>
    Object.fromEntries(
      (await knex('insight_component').orderBy('entity_ref')).map(row => [
        row.entity_ref,
        [row.lead_time_s, row.health_rank],
      ]),
    );
  const serve = (...refs: string[]) =>
    knex('final_entities').insert(
      refs.map(ref => ({
        ...{ entity_ref: ref, entity_id: `of ${ref}`, final_entity: '{}' },
      })),
    );
  return { metrics, health, clock, logger, feeder, rows, serve };
}

describe.each(databases.eachSupportedId())(
  'the feed on %s',
  (id: TestDatabaseId) => {
    it('takes everything once, then what changed', async () => {
      const { metrics, health, clock, feeder, rows } = await start(
        await databases.init(id),
      );
      metrics.set('component:default/a', 1);
      metrics.set('component:default/b', 2);
      health.set('component:default/b', 3);

      await feeder.run(signal);
      expect(await rows()).toEqual({
        ...{ 'component:default/a': [1, null], 'component:default/b': [2, 3] },
      });
      expect(metrics.asked).toEqual([0]);

      metrics.set('component:default/a', 5);
      clock.now += 3_000;
      await feeder.run(signal);
      expect((await rows())['component:default/a']).toEqual([5, null]);
      await feeder.run(signal);
      expect(metrics.asked).toEqual([0, 2, 3]);
      expect(health.asked).toEqual([0, 1, 1]);
    });

    it('compares all of it each hour, and notices what is known no more', async () => {
      const { metrics, health, clock, feeder, rows } = await start(
        await databases.init(id),
      );
      metrics.set('component:default/a', 1);
      metrics.set('component:default/b', 2);
      health.set('component:default/a', 3);
      await feeder.run(signal);

      // Grew older without a change, and is counted anew from nothing.
      metrics.startAnew();
      metrics.set('component:default/b', 9);
      clock.now += HOUR - 1;
      await feeder.run(signal);
      expect((await rows())['component:default/b']).toEqual([2, null]);
      clock.now += 1;
      await feeder.run(signal);
      expect(await rows()).toEqual({
        ...{
          'component:default/a': [null, 3],
          'component:default/b': [9, null],
        },
      });
      metrics.set('component:default/b', 10);
      await feeder.run(signal);
      expect((await rows())['component:default/b']).toEqual([10, null]);
    });

    it('follows one source while the other is away, and says so once', async () => {
      const { metrics, health, logger, feeder, rows } = await start(
        await databases.init(id),
      );
      metrics.away = true;
      metrics.set('component:default/a', 1);
      health.set('component:default/a', 2);
      for (let times = 0; times < 3; times++) await feeder.run(signal);

      expect(await rows()).toEqual({ 'component:default/a': [null, 2] });
      expect(logger.warn).toHaveBeenCalledTimes(1);

      metrics.away = false;
      await feeder.run(signal);
      expect(await rows()).toEqual({ 'component:default/a': [1, 2] });
    });

    it('keeps what left the catalog for a week, so that it can come again', async () => {
      const knex = await databases.init(id);
      const { metrics, clock, feeder, rows, serve } = await start(knex);
      for (const name of ['stays', 'returns', 'leaves'])
        metrics.set(`component:default/${name}`, 1);
      await serve('component:default/stays');
      await feeder.run(signal);
      expect(Object.keys(await rows())).toHaveLength(3);

      metrics.values.delete('component:default/returns');
      metrics.values.delete('component:default/leaves');
      clock.now += 24 * HOUR;
      await serve('component:default/returns');
      await feeder.run(signal);
      clock.now += 7 * 24 * HOUR;
      await feeder.run(signal);
      expect(Object.keys(await rows())).toEqual([
        ...['component:default/returns', 'component:default/stays'],
      ]);
    });

    it('keeps what entities are sorted by also by their ids', async () => {
      const knex = await databases.init(id);
      const { metrics, health, clock, feeder, serve } = await start(knex);
      const sorted = async () =>
        (await knex('insight_entity').orderBy('entity_ref')).map(row => [
          ...[row.entity_id, row.lead_time_s, row.health_rank],
        ]);
      const [a, b] = ['component:default/a', 'component:default/b'];
      await serve(a, b);
      metrics.set(a, 1);
      await feeder.run(signal);
      expect(await sorted()).toEqual([
        [`of ${a}`, 1, null],
        [`of ${b}`, null, null],
      ]);

      metrics.set(a, 2);
      health.set(b, 3);
      await feeder.run(signal);
      expect(await sorted()).toEqual([
        [`of ${a}`, 2, null],
        [`of ${b}`, null, 3],
      ]);

      // Written by a replica that knows nothing of it; and known no more.
      await knex('insight_component')
        .where('entity_ref', b)
        .update({
          ...{ health_rank: 1, recovery_s: 5 },
        });
      metrics.values.delete(a);
      clock.now += HOUR;
      health.set(b, 1);
      await feeder.run(signal);
      expect(await sorted()).toEqual([
        [`of ${a}`, null, null],
        [`of ${b}`, null, 1],
      ]);
      const [, { recovery_s: recovery }] =
        await knex('insight_entity').orderBy('entity_ref');
      expect(recovery).toBe(5);
    });

    it('stops between two writes when it is told to', async () => {
      const { metrics, feeder, rows, logger } = await start(
        await databases.init(id),
      );
      metrics.set('component:default/a', 1);
      const stopped = AbortSignal.abort();
      await feeder.run(stopped);
      expect(await rows()).toEqual({});
      expect(logger.warn).not.toHaveBeenCalled();
    });
  },
);
