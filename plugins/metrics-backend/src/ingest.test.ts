import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import request from 'supertest';
import { migrate } from './database/migrate';
import { DatabaseInboxStore } from './ingest/DatabaseInboxStore';
import { MOST_BODY_BYTES } from './ingest/BodyReader';
import { cuttable } from './__testUtils__/cuttable';
import { fakeSource, sign } from './__testUtils__/fakeSource';
import { JANUARY, scenario } from './__testUtils__/scenario';
import { PLATFORM, startMetrics, until } from './__testUtils__/startMetrics';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

type Started = Awaited<ReturnType<typeof startMetrics>>;

const deploymentsOf = async (metrics: Started, service = 'shop') =>
  (await metrics.get(`/entities/component/default/${service}?${JANUARY}`)).body
    .counts.deployments;

describe.each(databases.eachSupportedId())(
  'ingest on %s',
  (id: TestDatabaseId) => {
    let knex: Knex;
    const running: Started[] = [];

    const start = async (
      options: Partial<Parameters<typeof startMetrics>[0]> = {},
    ) => {
      const started = await startMetrics({ knex, ...options });
      running.push(started);
      return started;
    };

    beforeEach(async () => {
      knex = await databases.init(id);
    });

    afterEach(async () => {
      for (const started of running.splice(0)) await started.backend.stop();
    });

    const stored = async () =>
      Number((await knex('inbox_delivery').count('* as n').first())!.n);

    it('takes what is signed, once', async () => {
      const metrics = await start();
      const taken = await metrics.deliver({}, { 'x-delivery': 'a' });
      expect([taken.status, taken.body]).toEqual([202, { status: 'accepted' }]);
      const [one, two] = await Promise.all([
        metrics.deliver({}, { 'x-delivery': 'b' }),
        metrics.deliver({}, { 'x-delivery': 'b' }),
      ]);
      expect([one.body.status, two.body.status].sort()).toEqual([
        ...['accepted', 'duplicate'],
      ]);
      const replayed = await metrics.deliver({}, { 'x-delivery': 'a' });
      expect(replayed.body).toEqual({ status: 'duplicate' });
      expect(await stored()).toBe(2);
    });

    it('answers a ping, and says what it does not gather', async () => {
      const metrics = await start();
      const ping = await metrics.deliver({}, { 'x-topic': 'ping' });
      expect([ping.status, ping.body]).toEqual([200, { status: 'pong' }]);
      const star = await metrics.deliver({}, { 'x-topic': 'star' });
      expect([star.status, star.body]).toEqual([
        202,
        { status: 'ignored', reason: 'Stars are not gathered' },
      ]);
      expect(await stored()).toBe(0);
    });

    it('refuses what is not signed, in the same words, and writes it down', async () => {
      const metrics = await start();
      const valid = sign('{}');
      const answers = [];
      for (const signature of ['', 'sha1=x', valid.slice(0, -2), sign('{} ')])
        answers.push(await metrics.deliver('{}', { 'x-signature': signature }));
      for (const { status, body } of answers)
        expect([status, body.error.message]).toEqual([
          401,
          'invalid signature',
        ]);
      expect(
        metrics.audits
          .filter(audit => audit.failed)
          .map(audit => audit.eventId),
      ).toEqual(Array(4).fill('webhook-rejected'));
      expect(await stored()).toBe(0);
    });

    it('refuses what no sender sends', async () => {
      const metrics = await start();
      const nameless = await metrics.deliver({}, { 'x-delivery': '' });
      expect(nameless.status).toBe(400);
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        '',
        'application/jsonx',
        'application/json; charset=x',
      ]) {
        const { status } = await metrics.deliver('{}', {
          'content-type': type,
        });
        expect([type, status]).toEqual([type, 415]);
      }
      for (const type of [
        'application/json; charset=UTF-8',
        'application/cloudevents+json',
        'application/cloudevents-batch+json; charset=utf-8',
        'application/cdevents+json',
      ])
        await metrics
          .deliver('{}', { 'content-type': type, 'x-topic': 'ping' })
          .expect(200);
      const nobody = await request(metrics.server).post(
        '/api/metrics/ingest/none',
      );
      expect(nobody.status).toBe(401);
      const read = await request(metrics.server).get('/api/metrics/inbox');
      expect(read.status).toBe(401);
      expect(await stored()).toBe(0);
    });

    it('takes exactly 25 MB and not one byte more', async () => {
      const metrics = await start();
      const most = Buffer.alloc(MOST_BODY_BYTES, ' ');
      most.write('{}');
      expect((await metrics.deliver(most)).status).toBe(202);
      const row = await knex('inbox_delivery').first();
      expect(row.body.equals(most)).toBe(true);
      await metrics.settled();
      // Who still sends when the answer comes may see the connection end instead.
      const more = await metrics
        .deliver(Buffer.alloc(MOST_BODY_BYTES + 1, ' '))
        .then(
          answer => answer.status,
          (error: Error & { code: string }) => error.code,
        );
      expect([413, 'EPIPE', 'ECONNRESET']).toContain(more);
      expect(await stored()).toBe(1);
    });

    it('tries poison five times, lets others pass, and replays it once repaired', async () => {
      const source = fakeSource();
      const metrics = await start({ source });
      const facts = scenario('forge/shop');
      await metrics.deliver({ poison: true, facts }, { 'x-delivery': 'bad' });
      await metrics.deliver({ facts: scenario('forge/ledger') });
      await until(async () => (await deploymentsOf(metrics, 'ledger')) === 6);
      // The waiting times between the tries are those of the store's own test.
      await until(async () => {
        await knex('inbox_delivery')
          .where({ state: 'waiting' })
          .whereNull('leased_until')
          .update({ due_at: 1 });
        return Boolean(
          await knex('inbox_delivery').where('state', 'dead').first(),
        );
      });
      expect((await metrics.get('/dead-letters')).status).toBe(403);
      const { body } = await metrics.get('/dead-letters', PLATFORM);
      expect(body.items).toMatchObject([
        {
          ...{ deliveryId: 'bad', attempts: 5, source: 'fake' },
          error: 'Error: This cannot be understood',
        },
      ]);
      expect(
        (await metrics.get('/inbox', PLATFORM)).body.sources,
      ).toMatchObject([{ id: 'fake', title: 'A forge', waiting: 0, dead: 1 }]);
      expect(await deploymentsOf(metrics)).toBe(0);

      source.repaired = true;
      expect((await metrics.post('/replay', { all: true })).status).toBe(403);
      expect((await metrics.post('/replay', {}, PLATFORM)).status).toBe(400);
      const replay = await metrics.post('/replay', { all: true }, PLATFORM);
      expect(replay.body).toEqual({ replayed: 1 });
      await metrics.settled();
      expect(await deploymentsOf(metrics)).toBe(6);
      expect(metrics.audits).toContainEqual(
        expect.objectContaining({ eventId: 'ingest-manage', failed: false }),
      );
    });

    it('goes on with what a killed process had taken', async () => {
      await migrate(knex);
      const store = DatabaseInboxStore.create({ knex });
      await store.insert(
        ['unclaimed', 'claimed'].map((deliveryId, index) => ({
          ...{ source: 'fake', deliveryId, topic: 'facts', headers: {} },
          body: Buffer.from(
            JSON.stringify({
              facts: scenario(['forge/shop', 'forge/ledger'][index]),
            }),
          ),
        })),
      );
      await knex('inbox_delivery')
        .where('delivery_id', 'claimed')
        .update({ lease_owner: 'killed', leased_until: 1, attempts: 1 });
      const metrics = await start();
      await metrics.settled();
      expect(await deploymentsOf(metrics)).toBe(6);
      expect(await deploymentsOf(metrics, 'ledger')).toBe(6);
    });

    it('keeps what belongs to nobody, counts it, and matches it later', async () => {
      const metrics = await start({ catalog: [] });
      await metrics.deliver({ facts: scenario('forge/shop') });
      await metrics.settled();
      expect((await metrics.get('/coverage')).body).toMatchObject({
        projects: { matched: 0, unmatched: 1 },
        future: 0,
      });
      expect((await metrics.get('/unmatched')).status).toBe(403);
      expect(
        (await metrics.get('/unmatched', PLATFORM)).body.items,
      ).toMatchObject([
        { project: 'forge/shop', deployments: 9, incidents: 3 },
      ]);
      const after = await start();
      await after.settled();
      expect(await deploymentsOf(after)).toBe(6);
      expect((await after.get('/coverage')).body.projects).toEqual({
        matched: 1,
        unmatched: 0,
      });
    });

    it('marks what lies ahead, and keeps it', async () => {
      const metrics = await start();
      const at = new Date(Date.now() + 3_600_000).toISOString();
      const of = { project: 'forge/shop', deploymentId: 'ahead' };
      await metrics.tell([
        {
          ...{ type: 'deployment', ...of, environment: 'production' },
          ...{ revision: 'r1', createdAt: at, updatedAt: at },
        },
        {
          ...{ type: 'deploymentStatus', ...of, statusId: '1' },
          ...{ state: 'success', at },
        },
      ]);
      expect((await metrics.get('/coverage')).body.future).toBe(1);
    });

    it('says 503 with Retry-After while the database is away, and then goes on', async () => {
      if (id === 'SQLITE_3') return;
      const line = await cuttable(knex);
      const metrics = await startMetrics({ knex: line.knex });
      await metrics.deliver({ facts: scenario('forge/shop') }).expect(202);
      await metrics.settled();
      line.cut();
      for (const answer of [
        await metrics.deliver({ facts: scenario('forge/ledger') }),
        await metrics.get(`/organisation?${JANUARY}`),
      ]) {
        expect(answer.status).toBe(503);
        expect(answer.headers['retry-after']).toBe('10');
        expect(answer.text).not.toContain('127.0.0.1');
      }
      line.mend();
      await metrics.deliver({ facts: scenario('forge/ledger') }).expect(202);
      await metrics.settled();
      expect(await deploymentsOf(metrics, 'ledger')).toBe(6);
      await metrics.backend.stop();
      await line.close();
    });

    it('takes deliveries while queries hold every other connection', async () => {
      if (id === 'SQLITE_3') return;
      const metrics = await start();
      const held = await Promise.all(
        Array.from({ length: knex.client.pool.max }, () => knex.transaction()),
      );
      expect((await metrics.deliver({})).status).toBe(202);
      for (const transaction of held) await transaction.rollback();
    });

    it('is shared by two backends on one database', async () => {
      if (id === 'SQLITE_3') return;
      const both = [await start(), await start()];
      const facts = [...scenario('forge/shop'), ...scenario('forge/ledger')];
      await Promise.all(
        facts.flatMap((fact, index) =>
          both.map(backend =>
            backend
              .deliver({ facts: [fact] }, { 'x-delivery': `fact-${index}` })
              .expect(202),
          ),
        ),
      );
      await both[0].settled();
      for (const backend of both)
        for (const service of ['shop', 'ledger'])
          expect(await deploymentsOf(backend, service)).toBe(6);
      expect(await stored()).toBe(facts.length);
      expect(
        await knex('inbox_delivery').whereNot({ state: 'done', attempts: 1 }),
      ).toEqual([]);
    });
  },
);
