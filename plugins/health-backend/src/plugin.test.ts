import {
  type TestDatabaseId,
  TestDatabases,
  mockCredentials,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import request from 'supertest';
import { FakeProvider } from './__testUtils__/FakeProvider';
import {
  PARTIAL,
  READER,
  STRANGER,
  component,
  entities,
  startHealth,
} from './__testUtils__/startHealth';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const SHOP = 'component:default/shop';
const LEDGER = 'component:default/ledger';
const BASKET = 'component:default/basket';
const shop = '/entities/component/default/shop';
const ledger = '/entities/component/default/ledger';

describe.each(databases.eachSupportedId())(
  'the health plugin on %s',
  (id: TestDatabaseId) => {
    let pods: FakeProvider;
    let probe: FakeProvider;
    let health: Awaited<ReturnType<typeof startHealth>>;
    let knex: Knex;

    beforeEach(async () => {
      pods = new FakeProvider('pods');
      probe = new FakeProvider('probe');
      knex = await databases.init(id);
      health = await startHealth({
        knex,
        providers: [pods, probe],
        config: { keepLastKnown: { milliseconds: 1 } },
      });
      await health.run('health-catalog-scan');
    });
    afterEach(() => health.backend.stop());

    it('gives one value with its reasons, worst first', async () => {
      const link = { title: 'Open the pods', url: 'https://kube.example.org' };
      probe.finds(SHOP, { text: 'It answers' });
      pods.finds(SHOP, {
        ...{ status: 'unhealthy', text: 'No pod is ready', link },
        ...{ environment: 'production', production: true },
        since: '2026-01-02T03:04:05.000Z',
      });
      await health.check();
      const { status, body } = await health.get(shop);
      expect({ status, body }).toMatchObject({
        status: 200,
        body: {
          ...{ entityRef: SHOP, status: 'unhealthy', stale: false },
          reasons: [
            {
              ...{ source: 'pods', sourceTitle: 'Source pods', link },
              ...{ status: 'unhealthy', text: 'No pod is ready' },
              ...{ environment: 'production', stale: false },
              since: '2026-01-02T03:04:05.000Z',
            },
            { source: 'probe', status: 'healthy', text: 'It answers' },
          ],
        },
      });
      expect(body.checkedAt).toBe(
        [body.reasons[0].checkedAt, body.reasons[1].checkedAt].sort()[0],
      );
      expect(body.revision).toBeGreaterThan(0);
    });

    it('says unknown of what nobody has checked yet', async () => {
      expect((await health.get(shop)).body).toMatchObject({
        ...{ status: 'unknown', reasons: [], revision: 0, stale: false },
      });
    });

    it('goes on where one source can not be reached, and says so', async () => {
      probe.finds(SHOP, { status: 'degraded', text: 'It is slow' });
      pods.away = 'connect ECONNREFUSED https://me:secret@10.0.0.1:6443';
      await health.check();
      const { body } = await health.get(shop);
      expect(body).toMatchObject({
        status: 'degraded',
        stale: true,
        reasons: [
          { source: 'probe', text: 'It is slow', stale: false },
          {
            ...{ source: 'pods', status: 'unknown', stale: true },
            text: 'Source pods does not answer: connect ECONNREFUSED https://10.0.0.1:6443',
          },
        ],
      });
    });

    it('keeps the history, newest first, a page at a time', async () => {
      for (const status of ['healthy', 'degraded', 'unhealthy'] as const) {
        probe.finds(SHOP, { status, text: `It is ${status}` });
        await health.check();
        await health.check();
      }
      const first = await health.get(`${shop}/history?limit=2`);
      expect(first.body.items).toMatchObject([
        {
          ...{ from: 'degraded', to: 'unhealthy' },
          reasons: [{ text: 'It is unhealthy' }],
        },
        { from: 'healthy', to: 'degraded' },
      ]);
      const { nextCursor } = first.body;
      const second = await health.get(`${shop}/history?cursor=${nextCursor}`);
      expect(second.body).toMatchObject({
        items: [{ from: 'unknown', to: 'healthy' }],
      });
      expect(second.body.nextCursor).toBeUndefined();
    });

    it('tells other plugins what changed, and people not', async () => {
      probe.finds(SHOP, { status: 'degraded', text: 'It is slow' });
      await health.check();
      const { body } = await health.asService('/changes');
      expect(body.items).toHaveLength(4);
      const item = body.items.find((one: any) => one.entityRef === SHOP);
      expect(item).toMatchObject({
        ...{ status: 'degraded', text: 'It is slow', stale: false },
      });
      expect(body.revision).toBe(body.items.at(-1).revision);
      const since = `/changes?since=${body.revision}`;
      await health.check();
      expect((await health.asService(since)).body).toEqual({
        ...{ items: [], revision: body.revision },
      });
      probe.finds(SHOP, { status: 'degraded', text: 'It is slower' });
      await health.check();
      expect((await health.asService(since)).body.items).toMatchObject([
        { entityRef: SHOP, text: 'It is slower', since: item.since },
      ]);
      const page = await health.asService('/changes?limit=1');
      expect(page.body.items).toHaveLength(1);
      expect((await health.get('/changes')).status).toBe(403);
    });

    it('rolls up what the reader may read', async () => {
      probe.finds(SHOP, {});
      probe.finds(BASKET, { status: 'unhealthy', text: 'It is down' });
      probe.finds(LEDGER, { status: 'unhealthy', text: 'It is down' });
      await health.check();
      const all = await health.get('/scopes/system/system/default/sales');
      expect(all.body).toMatchObject({
        ...{ scope: 'system:default/sales', status: 'unhealthy' },
        counts: { healthy: 1, unhealthy: 2, degraded: 0, unknown: 1 },
        ...{ total: 4, hidden: 0 },
        worst: [
          { entityRef: LEDGER, reasons: [{ text: 'It is down' }] },
          { entityRef: BASKET },
        ],
      });
      const some = await health.get(
        '/scopes/domain/domain/default/commerce',
        PARTIAL,
      );
      // What is experimental makes it no worse than degraded.
      expect(some.body).toMatchObject({
        status: 'degraded',
        counts: { healthy: 1, unhealthy: 1, degraded: 0, unknown: 1 },
        ...{ total: 4, hidden: 1 },
        worst: [{ entityRef: BASKET }],
      });
      const owner = await health.get('/scopes/owner/group/default/payments');
      expect(owner.body).toMatchObject({ status: 'unhealthy', total: 1 });
    });

    it('answers about many at once, and of what may not be read nothing', async () => {
      probe.finds(SHOP, {});
      probe.finds(LEDGER, {});
      await health.check();
      const entityRefs = [LEDGER, SHOP, 'component:default/none', SHOP];
      const { body } = await health.post('/query', { entityRefs }, PARTIAL);
      expect(body.items).toMatchObject([
        null,
        { entityRef: SHOP, status: 'healthy' },
        null,
        { entityRef: SHOP },
      ]);
    });

    it('tells the owners once that it turned unhealthy, and once that it recovered', async () => {
      const round = async (status: 'healthy' | 'unhealthy', text: string) => {
        probe.finds(SHOP, { status, text });
        await health.check();
        await health.run('health-tell-owners');
      };
      await round('healthy', 'It answers');
      expect(health.sent).toEqual([]);
      health.notifications.away = true;
      await round('unhealthy', 'It does not answer');
      health.notifications.away = false;
      await round('unhealthy', 'It answers with 503');
      await round('unhealthy', 'It answers with 502');
      await round('healthy', 'It answers');
      await round('healthy', 'It answers');
      expect(health.sent).toEqual([
        {
          recipients: { type: 'entity', entityRef: ['group:default/checkout'] },
          payload: {
            title: 'shop is unhealthy',
            description: 'It answers with 503',
            link: '/catalog/default/component/shop/health',
            ...{ severity: 'high', topic: 'health', scope: `health:${SHOP}` },
          },
        },
        {
          recipients: { type: 'entity', entityRef: ['group:default/checkout'] },
          payload: {
            title: 'shop is no longer unhealthy',
            description: 'It answers',
            link: '/catalog/default/component/shop/health',
            ...{ severity: 'low', topic: 'health', scope: `health:${SHOP}` },
          },
        },
      ]);
    });

    it('asks a source only about what concerns it', async () => {
      await health.check();
      expect(probe.asked.flat().map(({ entityRef }) => entityRef)).toEqual([
        ...[BASKET, LEDGER, SHOP],
      ]);
    });

    it('follows the catalog, and believes two scans that something is gone', async () => {
      probe.finds(SHOP, { status: 'unhealthy' });
      await health.check();
      health.known.entities = [
        ...entities.filter(({ metadata }) => metadata.name !== 'shop'),
        component('till', { owner: 'payments' }),
      ];
      await health.run('health-catalog-scan');
      const owner = '/scopes/owner/group/default';
      expect((await health.get(`${owner}/checkout`)).body.total).toBe(3);
      expect((await health.get(`${owner}/payments`)).body.total).toBe(2);
      await health.run('health-catalog-scan');
      expect((await health.get(`${owner}/checkout`)).body.total).toBe(2);
      expect((await health.get(shop)).status).toBe(404);
      health.known.entities = entities;
      await health.run('health-catalog-scan');
      expect((await health.get(shop)).body).toMatchObject({
        ...{ status: 'unknown', revision: 0 },
      });
      expect((await health.get(`${shop}/history`)).body.items).toEqual([]);
    });

    it('forgets what a source said that is not there any more', async () => {
      probe.finds(SHOP, { status: 'unhealthy' });
      pods.finds(SHOP, {});
      await health.check();
      await health.backend.stop();
      health = await startHealth({ knex, providers: [pods] });
      await health.run('health-catalog-scan');
      expect((await health.get(shop)).body).toMatchObject({
        ...{ status: 'healthy', reasons: [{ source: 'pods' }] },
      });
    });

    it('refuses who may not know, in the same words as what is not there', async () => {
      await health.check();
      const nobody = await request(health.server).get(`/api/health${shop}`);
      expect(nobody.status).toBe(401);
      for (const path of [ledger, `${ledger}/history`]) {
        const hidden = await health.get(path, PARTIAL);
        const none = await health.get(path.replace('ledger', 'none'));
        expect([hidden.status, none.status]).toEqual([404, 404]);
        expect(hidden.body.error.message).toBe(
          none.body.error.message.replace('none', 'ledger'),
        );
      }
      const scope = '/scopes/owner/group/default/checkout';
      expect((await health.get(scope, STRANGER)).status).toBe(404);
    });

    it.each([
      ['/entities/component/default/-shop', /^name: at most 63/],
      [`${shop}?from=now`, /^request: unexpected property from/],
      [`${shop}/history?limit=0`, /^limit: a whole number from 1 to 200/],
      [`${shop}/history?cursor=WzFd`, /^cursor: not a cursor of this list/],
      ['/scopes/team/group/default/checkout', /^level: owner, system or/],
      ['/scopes/owner/system/default/sales', /^kind: group or user/],
    ])('refuses %s', async (path, message) => {
      const { status, body } = await health.get(path);
      expect([status, body.error.message]).toEqual([
        400,
        expect.stringMatching(message),
      ]);
    });

    it('refuses questions that are none', async () => {
      const asked = async (body: object) =>
        (await health.post('/query', body)).body.error.message;
      expect(await asked({})).toBe('entityRefs: required array');
      expect(await asked({ entityRefs: ['a:b:c'] })).toBe(
        'entityRefs.0: must read kind:namespace/name',
      );
      expect(await asked({ entityRefs: Array(101).fill(SHOP) })).toBe(
        'entityRefs: at most 100',
      );
      const text = await request(health.server)
        .post('/api/health/query')
        .set('authorization', mockCredentials.user.header(READER))
        .type('text/plain')
        .send('{}');
      expect(text.status).toBe(415);
    });

    it('is an action too, and every reading is recorded', async () => {
      probe.finds(SHOP, { text: 'It answers' });
      await health.check();
      const invoke = (entityRef: string, user = READER) =>
        health.actionsRegistry.invoke({
          id: 'test:get-health',
          input: { entityRef },
          credentials: mockCredentials.user(user),
        });
      expect(await invoke(SHOP)).toMatchObject({
        output: { status: 'healthy', reasons: [{ text: 'It answers' }] },
      });
      await expect(invoke(LEDGER, STRANGER)).rejects.toThrow(
        `No entity ${LEDGER} was found`,
      );
      expect(health.audits).toEqual([
        { eventId: 'health-read', failed: false, meta: { entityRef: SHOP } },
        { eventId: 'health-read', failed: true, meta: { entityRef: LEDGER } },
      ]);
    });
  },
);

it('does not take two sources with one id', async () => {
  const knex = await databases.init('SQLITE_3');
  const providers = [new FakeProvider('one'), new FakeProvider('one')];
  await expect(startHealth({ knex, providers })).rejects.toThrow(
    'A source of health "one" is there already',
  );
});

it('does not start with a configuration that can not be', async () => {
  const knex = await databases.init('SQLITE_3');
  await expect(
    startHealth({ knex, providers: [], config: { batchesAtOnce: 0 } }),
  ).rejects.toThrow('health.batchesAtOnce: a whole number from 1 to 32');
});
