import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { migrate } from './database/migrate';
import { cuttable } from './__testUtils__/cuttable';
import {
  type OwnPostgres,
  isPostgresInstalled,
  ownPostgres,
} from './__testUtils__/ownPostgres';
import { JANUARY, scenario } from './__testUtils__/scenario';
import { startMetrics, until } from './__testUtils__/startMetrics';

jest.setTimeout(300_000);

type Started = Awaited<ReturnType<typeof startMetrics>>;

const run = promisify(execFile);
const SHOP = `/entities/component/default/shop?${JANUARY}`;
const deploymentsOf = async (metrics: Started) =>
  (await metrics.get(SHOP)).body.counts?.deployments;
const facts = scenario('forge/shop');

/** Delivers each fact by itself, as often as it takes; every answer but 202 must say when to come again. */
async function deliverUntilTaken(metrics: Started) {
  const refused: number[] = [];
  await Promise.all(
    facts.map(async (fact, index) => {
      const send = () =>
        metrics.deliver({ facts: [fact] }, { 'x-delivery': `fact-${index}` });
      for (let answer = await send(); answer.status !== 202;) {
        expect([answer.status, answer.headers['retry-after']]).toEqual([
          ...[503, '10'],
        ]);
        refused.push(index);
        await new Promise(done => setTimeout(done, 100));
        answer = await send();
      }
    }),
  );
  return refused;
}

const installed = isPostgresInstalled();

// Without the server's programs there is none to treat badly.
(installed ? describe : describe.skip)(
  `a PostgreSQL that is treated badly${installed ? '' : ' (no server is installed here)'}`,
  () => {
    let server: OwnPostgres | undefined;
    let metrics: Started | undefined;
    let knex: Knex;

    beforeAll(async () => {
      server = await ownPostgres();
    });

    beforeEach(async () => {
      knex = server!.connect();
      metrics = await startMetrics({ knex });
    });

    afterEach(async () => {
      await metrics?.backend.stop();
      await server?.admin.raw('DROP OWNED BY plugin');
      await server?.admin.raw('GRANT ALL ON SCHEMA public TO plugin');
    });

    afterAll(() => server?.remove());

    it('may lose its power in the midst of deliveries: none is lost or doubled, and nobody has to be restarted', async () => {
      const [own, started] = [server!, metrics!];
      await started.deliver({}).expect(202);
      const [refused] = await Promise.all([
        deliverUntilTaken(started),
        own.stopImmediately().then(async () => {
          const read = await started.get(SHOP);
          expect([read.status, read.headers['retry-after']]).toEqual([
            ...[503, '10'],
          ]);
          await own.start();
        }),
      ]);
      expect(refused.length).toBeGreaterThan(0);
      await until(async () => (await deploymentsOf(started)) === 6);
      const kept = await own.admin('inbox_delivery').count('* as n').first();
      expect(Number(kept!.n)).toBe(facts.length + 1);
    });

    it('may have no connection left: senders come again, and it recovers alone', async () => {
      const [own, started] = [server!, metrics!];
      await own.admin.raw('ALTER ROLE plugin CONNECTION LIMIT 0');
      await own.admin.raw(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'plugin'`,
      );
      for (const answer of [
        await started.deliver({ facts }, { 'x-delivery': 'a' }),
        await started.get(SHOP),
      ])
        expect([answer.status, answer.headers['retry-after']]).toEqual([
          ...[503, '10'],
        ]);
      await own.admin.raw('ALTER ROLE plugin CONNECTION LIMIT -1');
      await started
        .deliver({ facts }, { 'x-delivery': 'a' })
        .expect(202, { status: 'accepted' });
      await until(async () => (await deploymentsOf(started)) === 6);
    });

    it('may have a full disk: nothing is acknowledged that was not kept, reads go on, and it heals', async () => {
      const [own, started] = [server!, metrics!];
      await started.deliver({ facts }).expect(202);
      await until(async () => (await deploymentsOf(started)) === 6);
      const disk = await smallDisk(own);
      try {
        let number = 0;
        const send = () => {
          number += 1;
          const padding = randomBytes(400_000).toString('hex');
          return started
            .deliver({ padding }, { 'x-delivery': `large-${number}` })
            .then(answer => answer.status);
        };
        let taken = 0;
        for (let status = await send(); status === 202; status = await send())
          taken += 1;
        expect(await send()).toBe(503);
        const kept = await own
          .admin('inbox_delivery')
          .where('delivery_id', 'like', 'large-%')
          .count('* as n')
          .first();
        expect(Number(kept!.n)).toBe(taken);
        expect(await deploymentsOf(started)).toBe(6);
        await disk.grow();
        expect(await send()).toBe(202);
        await started.settled();
      } finally {
        await started.backend.stop();
        metrics = undefined;
        await own.admin.raw('DROP OWNED BY plugin');
        await disk.remove();
      }
    });
  },
);

/** Puts the inbox on a disk of eight megabytes; where none can be mounted, the server itself says that it is full. */
async function smallDisk(own: OwnPostgres) {
  const folder = await own.folder();
  const { uid, gid } = await stat(folder);
  const mounted = await run('mount', [
    ...['-t', 'tmpfs', '-o', `size=8m,mode=0700,uid=${uid},gid=${gid}`],
    ...['tmpfs', folder],
  ]).then(
    () => true,
    () => false,
  );
  if (!mounted) {
    await own.admin.raw(
      `CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'No space left on device' USING ERRCODE = '53100'; END $$`,
    );
    await own.admin.raw(
      'CREATE TRIGGER full_disk BEFORE INSERT ON inbox_delivery EXECUTE FUNCTION full_disk()',
    );
    return {
      grow: () => own.admin.raw('DROP TRIGGER full_disk ON inbox_delivery'),
      remove: () => own.admin.raw('DROP FUNCTION full_disk'),
    };
  }
  await own.admin.raw(`CREATE TABLESPACE small LOCATION '${folder}'`);
  await own.admin.raw('ALTER TABLE inbox_delivery SET TABLESPACE small');
  return {
    grow: () => run('mount', ['-o', 'remount,size=64m', folder]),
    async remove() {
      await own.admin.raw('DROP TABLESPACE small');
      await run('umount', [folder]);
    },
  };
}

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

(databases.supports('POSTGRES_18') ? describe : describe.skip)(
  'on PostgreSQL',
  () => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await databases.init('POSTGRES_18');
    });

    it('keeps one row of a delivery whose answer from the database was lost', async () => {
      const line = await cuttable(knex);
      const metrics = await startMetrics({ knex: line.knex });
      await metrics.deliver({}, { 'x-delivery': 'before' }).expect(202);
      line.loseAnswers();
      const unknown = metrics.deliver({ facts }, { 'x-delivery': 'a' }).then();
      const rows = () => knex('inbox_delivery').where('delivery_id', 'a');
      await until(async () => (await rows()).length === 1);
      line.cut();
      expect((await unknown).status).toBe(503);
      line.mend();
      const again = await metrics.deliver({ facts }, { 'x-delivery': 'a' });
      expect([again.status, again.body]).toEqual([
        202,
        { status: 'duplicate' },
      ]);
      await until(async () => (await deploymentsOf(metrics)) === 6);
      expect(await rows()).toHaveLength(1);
      await metrics.backend.stop();
      await line.close();
    });

    it.each(['before', 'after'])(
      'goes on where a process was killed %s it wrote facts',
      async when => {
        const metrics = await startMetrics({ knex });
        await metrics.backend.stop();
        await knex('inbox_delivery').insert({
          ...{
            source: 'fake',
            delivery_id: 'a',
            topic: 'facts',
            headers: '{}',
          },
          ...{ body: Buffer.from(JSON.stringify({ facts })), state: 'waiting' },
          ...{ received_at: 1, due_at: 1 },
        });
        const { connection } = knex.client.config;
        const { host, port, user, password = '', database } = connection;
        const killed = await run(process.execPath, [
          ...['-r', '@backstage/cli/config/nodeTransform.cjs'],
          `${__dirname}/__testUtils__/killedWorker.ts`,
          `postgresql://${user}:${password}@${host}:${port}/${database}`,
          when,
        ]).catch(error => error);
        expect(killed.signal).toBe('SIGKILL');
        expect(await knex('deployment')).toEqual([]);
        // Another replica leaves it alone for as long as its lease lasts.
        const [row] = await knex('inbox_delivery');
        expect(row).toMatchObject({ state: 'waiting', attempts: 1 });
        expect(Number(row.leased_until)).toBeGreaterThan(Date.now());
        await knex('inbox_delivery').update({ leased_until: 1 });
        const after = await startMetrics({ knex });
        await until(async () => (await deploymentsOf(after)) === 6);
        expect(await knex('inbox_delivery')).toMatchObject([
          { state: 'done', attempts: 2 },
        ]);
        await after.backend.stop();
      },
    );

    it('migrates after a replica that was killed half way, and loses nothing of what was there', async () => {
      let half = () => {};
      const isHalf = new Promise<void>(done => (half = done));
      const killed = knex
        .transaction(async transaction => {
          await transaction.raw(
            `SELECT pg_advisory_xact_lock(hashtext('fairway metrics schema'))`,
          );
          await transaction.schema.createTable('inbox_delivery', table =>
            table.increments(),
          );
          half();
          await transaction.raw('SELECT pg_sleep(600)');
        })
        .catch(error => error);
      await isHalf;
      const waiting = [migrate(knex), migrate(knex)];
      await knex.raw(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(600)%' AND datname = current_database()`,
      );
      expect((await killed).message).toMatch(/terminat/);
      await Promise.all(waiting);
      await knex('project').insert({
        ...{ project: 'forge/shop', first_seen_at: 1, last_seen_at: 1 },
      });
      await migrate(knex);
      expect(await knex('project')).toHaveLength(1);
      expect(await knex('inbox_delivery')).toEqual([]);
    });
  },
);

it('acknowledges nothing that a full SQLite could not keep, and heals', async () => {
  const knex = await databases.init('SQLITE_3');
  const metrics = await startMetrics({ knex });
  await metrics.deliver({ facts }).expect(202);
  await metrics.settled();
  const [{ page_count: pages }] = await knex.raw('PRAGMA page_count');
  await knex.raw(`PRAGMA max_page_count = ${pages + 4}`);
  const large = { padding: 'x'.repeat(400_000) };
  const full = await metrics.deliver(large, { 'x-delivery': 'large' });
  expect([full.status, full.headers['retry-after']]).toEqual([503, '10']);
  expect(await deploymentsOf(metrics)).toBe(6);
  await knex.raw('PRAGMA max_page_count = 1073741823');
  const healed = await metrics.deliver(large, { 'x-delivery': 'large' });
  expect([healed.status, healed.body]).toEqual([202, { status: 'accepted' }]);
  await metrics.backend.stop();
});

it('counts an event once that comes by two hooks, with two ids', async () => {
  const knex = await databases.init('SQLITE_3');
  const metrics = await startMetrics({ knex });
  for (const hook of ['one', 'two'])
    for (const [index, fact] of facts.entries())
      await metrics
        .deliver({ facts: [fact] }, { 'x-delivery': `${hook}-${index}` })
        .expect(202, { status: 'accepted' });
  await metrics.settled();
  expect(await deploymentsOf(metrics)).toBe(6);
  await metrics.backend.stop();
});
