import {
  type TestDatabaseId,
  TestDatabases,
  mockCredentials,
} from '@backstage/backend-test-utils';
import type { ComponentRow } from '@fairway/plugin-catalog-insights-common';
import request from 'supertest';
import { EVERYTHING, NOTHING, unevenPolicy } from './__testUtils__/people';
import { entity, startCatalog } from './__testUtils__/startCatalog';
import { variedEntities } from './__testUtils__/variedEntities';

jest.setTimeout(180_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const LONG = `${'Long words. '.repeat(30)} Zebra_50% stripes`;
const awkward = [
  entity('Component', 'awkward', {
    metadata: { title: '=1+1', description: LONG, tags: ['stripes'] },
    spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
  }),
  entity('Component', 'nul', {
    metadata: { description: `\u0000${LONG.replaceAll('Zebra', 'Tiger')}` },
    spec: { type: 'service', lifecycle: 'production', owner: 'platform' },
  }),
  entity('Component', 'percent', {
    metadata: { description: '50x, "quoted"' },
    spec: { type: 'service', lifecycle: 'production', owner: 'user:milo' },
  }),
];

const cells = Object.fromEntries(
  [
    ...['changeLeadTime', 'deploymentFrequency', 'changeFailRate'],
    ...['failedDeploymentRecoveryTime', 'deploymentReworkRate'],
  ].map(name => [name, { value: 3, n: 7, trend: 'same', series: [1, null] }]),
);

const refusals: [query: string, message: string][] = [
  ['limit=-1', 'limit: a whole number from 1 to 100'],
  ['limit=0', 'limit: a whole number from 1 to 100'],
  ['limit=1e9', 'limit: a whole number from 1 to 100'],
  ['limit=1000000000', 'limit: a whole number from 1 to 100'],
  ['limit=1.5', 'limit: a whole number from 1 to 100'],
  ['limit=1;drop', 'limit: a whole number from 1 to 100'],
  ['limit=5&limit=6', 'limit: only once'],
  ['sort=name;--', 'sort: one of name, owner, health'],
  ["sort=' OR 1=1--", 'sort: one of name'],
  ['order=ascending', 'order: one of asc, desc'],
  ['kind=a:b', 'kind: at most 63 letters and digits'],
  ['kind=%25', 'kind: at most 63 letters and digits'],
  ['owner=a:b:c', 'owner: must read kind:namespace/name'],
  ['owner=', 'owner: must not be empty'],
  ['ref=component:', 'ref: must read kind:namespace/name'],
  [`ref=${'x'.repeat(10_000)}`, 'ref: at most 300 characters'],
  ['health=sick', 'health: one of'],
  ['leadTime=3', 'leadTime: a range as 1..2.5, 1.. or ..2.5, or none'],
  ['leadTime=..', 'leadTime: a range'],
  ['leadTime=-1..2', 'leadTime: a range'],
  ['leadTime=1e9..', 'leadTime: a range'],
  [`leadTime=${'9'.repeat(400)}..`, 'leadTime: a range'],
  ['recoveryTime=1..2;--', 'recoveryTime: a range'],
  ['path=maybe', 'path: one of on, off'],
  ['owned=you', 'owned: one of me'],
  ['q=a%00b', 'q: no control characters'],
  [`q=${'x'.repeat(201)}`, 'q: at most 200 characters'],
  ['q=1 2 3 4 5 6 7 8 9 10 11', 'q: at most 10 words'],
  ['tag=%00', 'tag: no control characters'],
  ['filter=kind=user', 'unexpected property filter'],
  ['owner[a]=b', 'unexpected property owner[a]'],
  ['cursor=x', 'cursor: not a cursor of this list'],
  ['cursor=', 'cursor: not a cursor of this list'],
];

describe.each(databases.eachSupportedId())(
  "the list's routes on %s",
  (id: TestDatabaseId) => {
    async function start() {
      const knex = await databases.init(id);
      const catalog = await startCatalog({
        ...{ knex, policy: unevenPolicy },
        entities: [...variedEntities, ...awkward],
      });
      await knex('insight_component').insert({
        ...{ entity_ref: 'component:default/awkward', health_rank: 1 },
        ...{ health_status: 'unhealthy', health_since: 1_700_000_000_000 },
        ...{ health_text: 'No pod is ready', health_stale: true },
        ...{ lead_time_s: 3, window_days: 90, cells: JSON.stringify(cells) },
        computed_at: 1_700_000_100_000,
      });
      const { get } = catalog;
      const list = async (query: string, person?: string) =>
        (await get(`/insights/components?${query}`, person).expect(200)).body;
      return { ...catalog, knex, list };
    }
    type Started = Awaited<ReturnType<typeof start>>;
    let started: Started;
    beforeAll(async () => {
      started = await start();
    });
    afterAll(() => started.backend.stop());

    it('tells all of a row', async () => {
      const { items } = await started.list('sort=health&limit=1');

      expect(items).toEqual([
        {
          entityRef: 'component:default/awkward',
          ...{ name: 'awkward', title: '=1+1', description: LONG },
          ...{ tags: ['stripes'], type: 'service', lifecycle: 'production' },
          ownerRef: 'group:default/payments',
          health: {
            ...{ status: 'unhealthy', text: 'No pod is ready', stale: true },
            since: '2023-11-14T22:13:20.000Z',
          },
          delivery: { windowDays: 90, cells },
          computedAt: '2023-11-14T22:15:00.000Z',
        },
      ]);
    });

    it('calls owners and systems by their titles, to those who may read them', async () => {
      const row = async (person: string) =>
        (await started.list('ref=component:default/shop-12', person)).items[0];

      expect(await row(EVERYTHING)).toMatchObject({
        ...{ ownerRef: 'group:default/checkout', ownerTitle: 'Checkout Team' },
        ...{ systemRef: 'system:default/billing' },
      });
      const dana: ComponentRow = await row('user:default/dana');
      expect(dana.ownerRef).toBe('group:default/checkout');
      expect(dana).not.toHaveProperty('ownerTitle');
      expect(dana).not.toHaveProperty('ownerMissing');

      const { items } = await started.list('owner=gone&limit=1');
      expect(items[0]).toMatchObject({ ownerMissing: true });
    });

    it('finds what is mine', async () => {
      const { items } = await started.list(
        'owned=me&limit=100',
        'user:default/dana',
      );
      expect(items.length).toBeGreaterThan(3);
      for (const { ownerRef } of items)
        expect(ownerRef).toBe('group:default/checkout');
    });

    it('filters by health, what nobody looked at being unknown', async () => {
      const { list, get } = started;
      const total = async (query: string) =>
        (await get(`/insights/components/total?${query}`).expect(200)).body;

      expect((await list('health=unhealthy')).items).toHaveLength(1);
      const all = await total('');
      const unknown = await total('health=unknown');
      expect(unknown).toEqual({ total: all.total - 1, exact: true });
      expect(await total('health=unknown&health=unhealthy')).toEqual(all);
    });

    it('takes what is looked for literally, also in long descriptions', async () => {
      const found = async (q: string) =>
        (await started.list(new URLSearchParams({ q }).toString())).items.map(
          ({ name }: ComponentRow) => name,
        );

      expect(await found('zebra_50%')).toEqual(['awkward']);
      expect(await found('50%')).toEqual(['awkward']);
      expect(await found('50_')).toEqual([]);
      expect(await found('stripes awk')).toEqual(['awkward']);
      expect(await found('.*')).toEqual([]);
      expect(await found('(a+)+$')).toEqual([]);
      expect(await found('*)(uid=*')).toEqual([]);
      expect(await found('\\')).toEqual([]);
      expect(await found("' OR 1=1--")).toEqual([]);
    });

    it('counts the values of a field among what its other filters leave', async () => {
      const { get } = started;
      const facet = async (query: string, person?: string) =>
        (await get(`/insights/facets?${query}`, person).expect(200)).body;

      const { items } = await facet('field=owner&owner=payments');
      expect(items).toHaveLength(6);
      expect(items).toContainEqual({
        ...{ value: 'group:default/checkout', label: 'Checkout Team' },
        count: 7,
      });
      expect(items.map(({ count }: { count: number }) => count)).toEqual(
        [...items]
          .map(({ count }: { count: number }) => count)
          .sort((a, b) => b - a),
      );
      const both = await facet('field=lifecycle&field=health&owner=gone');
      expect(Object.keys(both.facets)).toEqual(['lifecycle', 'health']);
      expect(both.facets.health).toEqual([{ value: 'unknown', count: 9 }]);
      expect(await facet('field=owner', NOTHING)).toEqual({ items: [] });
      await get('/insights/facets?field=name').expect(400);
      await get('/insights/facets').expect(400);
    });

    it('gives all of it as CSV that no spreadsheet takes for formulas', async () => {
      const { get } = started;
      const { text, headers } = await get(
        '/insights/components.csv?sort=leadTime',
      ).expect(200);

      expect(headers['content-type']).toBe('text/csv; charset=utf-8');
      const lines = text.trim().split('\r\n');
      expect(lines).toHaveLength(1 + 36 + awkward.length);
      expect(lines[0]).toMatch(/^entityRef,name,title,description,owner,/);
      expect(lines[1]).toContain(`component:default/awkward,awkward,'=1+1,`);
      expect(lines[1]).toMatch(/,3,7,same,3,7,same$/);
      expect(text).toContain('"50x, ""quoted"""');
      const nothing = await get('/insights/components.csv', NOTHING);
      expect(nothing.text.trim().split('\r\n')).toHaveLength(1);
      await get('/insights/components.csv?limit=3').expect(400);
    });

    it('lists what needs an owner, on pages', async () => {
      const { get } = started;
      const unowned = async (query: string, person?: string) =>
        (await get(`/insights/unowned?${query}`, person).expect(200)).body;

      const { items } = await unowned('');
      const gone = items.filter(
        (one: { problem: string }) => one.problem === 'missing',
      );
      expect(gone).toHaveLength(11);
      expect(items).toContainEqual({
        ...{ entityRef: 'component:default/awkward', title: '=1+1' },
        ...{ ownerRef: 'group:default/payments', problem: 'noMembers' },
      });
      expect(items).toContainEqual(
        expect.objectContaining({
          ...{ entityRef: 'system:default/billing', problem: 'noMembers' },
        }),
      );
      const owners = new Set(
        items.map((one: { ownerRef: string }) => one.ownerRef),
      );
      expect([...owners].sort()).toEqual([
        ...['group:default/gone', 'group:default/payments'],
        ...['group:default/platform', 'group:other/checkout'],
      ]);

      const paged = [];
      for (let cursor = ''; ;) {
        const page = await unowned(`limit=4${cursor}`);
        paged.push(...page.items);
        if (!page.nextCursor) break;
        cursor = `&cursor=${page.nextCursor}`;
      }
      expect(paged).toEqual(items);
      expect(await unowned('', NOTHING)).toEqual({ items: [] });
      const mine = (await unowned('', 'user:default/dana')).items;
      expect(mine).toEqual([]);
    });

    it('notices that an owner has gained a member', async () => {
      const { provide, get } = started;
      const problems = async () =>
        (await get('/insights/unowned').expect(200)).body.items.map(
          ({ ownerRef }: { ownerRef: string }) => ownerRef,
        );
      expect(await problems()).toContain('group:default/payments');
      await provide([
        ...[...variedEntities, ...awkward],
        entity('User', 'lena', { spec: { memberOf: ['ledger'] } }),
      ]);
      expect(await problems()).not.toContain('group:default/payments');
    });

    it.each(refusals)('refuses %s', async (query, message) => {
      const { body } = await started
        .get(`/insights/components?${encodeURI(decodeURI(query))}`)
        .expect(400);
      expect(body.error.name).toBe('InputError');
      expect(body.error.message).toContain(message);
    });

    it('refuses a place that it did not tell, or told of another order', async () => {
      const { list, get } = started;
      const { nextCursor } = await list('limit=2');
      const bytes = Buffer.from(nextCursor, 'base64url');
      bytes[20] += 1;
      const last = nextCursor.at(-1) === 'A' ? 'B' : 'A';
      const statuses = [];
      for (const query of [
        nextCursor,
        ...[`${nextCursor}&order=desc`, `${nextCursor}&sort=owner`],
        ...[`${nextCursor.slice(0, -1)}${last}`, `${nextCursor}A`],
        bytes.toString('base64url'),
      ])
        statuses.push(
          (await get(`/insights/components?cursor=${query}`)).status,
        );

      expect(statuses).toEqual([200, 400, 400, 400, 400, 400]);
    });

    it('is for those who are signed in', async () => {
      const { backend } = started;
      const statuses = [];
      for (const path of [
        ...['components', 'components/total', 'components.csv'],
        ...['facets?field=owner', 'unowned'],
      ])
        statuses.push(
          await request(backend.server)
            .get(`/api/catalog/insights/${path}`)
            .set('authorization', mockCredentials.none.header())
            .then(({ status }) => status),
        );
      expect(statuses).toEqual([401, 401, 401, 401, 401]);
    });

    it('leaves a record of each reading, as the catalog and the metrics do', async () => {
      const { audits, get } = started;
      const recordsOf = async (path: string) => {
        audits.length = 0;
        await get(`/insights/${path}`);
        return audits
          .filter(({ plugin }) => plugin === 'catalog')
          .map(({ eventId, what }) => `${eventId}: ${what}`);
      };

      expect(await recordsOf('components')).toEqual([
        ...['entity-fetch: list read', 'metrics-read: list read'],
      ]);
      expect(await recordsOf('components?limit=0')).toEqual([
        ...['entity-fetch: list failed', 'metrics-read: list failed'],
      ]);
      expect(await recordsOf('components/total')).toEqual([
        'entity-fetch: total read',
      ]);
      expect(await recordsOf('facets?field=owner')).toEqual([
        'entity-fetch: facets read',
      ]);
      expect(await recordsOf('components.csv')).toEqual([
        ...['entity-fetch: csv read', 'metrics-read: csv read'],
      ]);
      expect(await recordsOf('unowned')).toEqual([
        'entity-fetch: unowned read',
      ]);
    });

    it("leaves the catalog's own routes alone", async () => {
      const { get } = started;
      await get('/insights/nothing').expect(404);
      const { body } = await get('/entities/by-query?limit=1').expect(200);
      expect(body.items).toHaveLength(1);
    });
  },
);
