import { wholeFigures } from '@fairway/plugin-metrics-common';
import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { Random } from '@fairway/serving/testUtils';
import { JANUARY, scenario } from './__testUtils__/scenario';
import { OWNER, STRANGER, startMetrics } from './__testUtils__/startMetrics';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const SHOP = '/entities/component/default/shop';

describe.each(databases.eachSupportedId())(
  'figures on %s',
  (id: TestDatabaseId) => {
    let knex: Knex;
    let metrics: Awaited<ReturnType<typeof startMetrics>>;

    beforeAll(async () => {
      knex = await databases.init(id);
      metrics = await startMetrics({ knex });
      const facts = [...scenario('forge/shop'), ...scenario('forge/ledger')];
      // In any order, with duplicates.
      await metrics.tell(
        new Random(7).shuffled([...facts, ...facts.slice(0, 10)]),
      );
    });

    afterAll(() => metrics.backend.stop());

    it('are those that were computed by hand', async () => {
      const { body, status } = await metrics.get(`${SHOP}?${JANUARY}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        scope: 'component:default/shop',
        from: '2026-01-01T00:00:00Z',
        to: '2026-01-31T00:00:00Z',
        zone: 'UTC',
        rules: 1,
        counts: {
          ...{ deployments: 6, redeploys: 1, failedRollouts: 1, changes: 5 },
          incidentsUnattributed: 1,
        },
        freshness: { knownSince: '2026-01-05T00:00:00Z', gaps: [] },
      });
      const enough = { enough: true, needed: 5, method: 'exact' };
      expect(body.figures).toMatchObject({
        changeLeadTime: {
          ...enough,
          n: 5,
          value: 3600,
          p75: 7200,
          p95: 70_560,
        },
        deploymentFrequency: { ...enough, n: 6, value: 0.2 },
        changeFailRate: { ...enough, n: 6, count: 2, value: 1 / 3 },
        deploymentReworkRate: { ...enough, n: 6, count: 2, value: 1 / 3 },
        failedDeploymentRecoveryTime: { n: 2, open: 0, enough: false },
      });
      expect(body.figures.failedDeploymentRecoveryTime).not.toHaveProperty(
        'value',
      );
    });

    it.each([
      ['owner', '/scopes/owner/default/checkout', 6],
      ['owner', '/scopes/owner/default/payments', 6],
      ['system', '/scopes/system/default/sales', 12],
      ['domain', '/scopes/domain/default/commerce', 12],
      ['organisation', '/organisation', 12],
    ])('add up for the %s %s', async (_, path, deployments) => {
      const { body } = await metrics.get(`${path}?${JANUARY}`);
      expect(body.counts.deployments).toBe(deployments);
      expect(body.figures.changeFailRate.value).toBeCloseTo(1 / 3);
    });

    it('are given for many at once, and say whom they leave out', async () => {
      const { body } = await metrics.post('/query', {
        entityRefs: [
          ...['component:default/shop', 'component:default/basket'],
          'component:default/nobody',
        ],
        from: '2026-01-01T00:00:00Z',
        to: '2026-01-31T00:00:00Z',
      });
      const { items, notFound, freshness, needed, ...window } = body;
      expect(notFound).toEqual(['component:default/nobody']);
      const alone = (await metrics.get(`${SHOP}?${JANUARY}`)).body;
      const { from, to, zone, rules, figures, counts } = alone;
      expect(window).toEqual({ from, to, zone, rules });
      expect(freshness.gaps).toEqual(alone.freshness.gaps);
      const { knownSince } = alone.freshness;
      expect(items[0]).toMatchObject({
        ...{ scope: 'component:default/shop', counts, knownSince },
      });
      expect(wholeFigures(items[0].figures, needed)).toEqual(figures);
      expect(
        body.items.map((item: any) => [item.scope, item.counts.deployments]),
      ).toEqual([
        ['component:default/shop', 6],
        ['component:default/basket', 0],
      ]);
      expect(body.items[1].figures.deploymentFrequency).toMatchObject({
        n: 0,
        enough: false,
      });
    });

    it('are compared with the days before', async () => {
      const { body } = await metrics.get(
        `${SHOP}?from=2026-01-08T00:00:00Z&to=2026-01-10T00:00:00Z`,
      );
      expect(body.figures.deploymentFrequency).toMatchObject({
        value: 1,
        before: { n: 3, value: 1.5 },
      });
      expect(body.figures.deploymentFrequency).not.toHaveProperty('change');
    });

    it('go by day, week and month', async () => {
      const series = async (interval: string) =>
        (await metrics.get(`${SHOP}/series?${JANUARY}&interval=${interval}`))
          .body.points;
      expect((await series('day')).length).toBe(30);
      const weeks = await series('week');
      expect(weeks.map((week: any) => week.from.slice(0, 10))).toEqual([
        ...['2026-01-01', '2026-01-05', '2026-01-12', '2026-01-19'],
        '2026-01-26',
      ]);
      expect(weeks[1].figures.deploymentFrequency.value).toBe(6 / 7);
      expect((await series('month')).length).toBe(1);
    });

    it('are spread over services', async () => {
      const { body } = await metrics.get(
        `/scopes/system/default/sales/distribution?${JANUARY}`,
      );
      expect(body).toMatchObject({
        services: 3,
        metrics: {
          changeLeadTime: { n: 2, p50: 3600 },
          failedDeploymentRecoveryTime: { n: 0 },
        },
      });
      const all = await metrics.get(`/organisation/distribution?${JANUARY}`);
      expect(all.body.metrics.changeFailRate).toMatchObject({ n: 2 });
    });

    it('come with the deployments, changes and incidents behind them', async () => {
      const evidence = async (metric: string) =>
        (await metrics.get(`${SHOP}/evidence?${JANUARY}&metric=${metric}`)).body
          .items;
      const kinds = (await evidence('changeFailRate')).map((item: any) => [
        ...[item.deploymentId, item.kind, item.counted, item.failed],
      ]);
      expect(kinds).toEqual([
        ['d7', 'redeploy', false, false],
        ['d6', 'hotfix', true, false],
        ['d5', 'planned', true, true],
        ['d4', 'rollback', true, false],
        ['d3', 'planned', true, true],
        ['d2', 'planned', true, false],
        ['d1', 'planned', true, false],
      ]);
      const failed = await evidence('failedDeploymentRecoveryTime');
      expect(failed.map((item: any) => item.recoveredAt)).toEqual([
        ...['2026-01-08T12:00:00.000Z', '2026-01-07T13:00:00.000Z'],
      ]);
      expect(failed[1].evidence.failure).toEqual([
        'incident fake/forge/shop A (window)',
        'rollback d4',
      ]);
      expect(
        (await evidence('changeLeadTime')).map((item: any) => item.leadSeconds),
      ).toEqual(expect.arrayContaining([86_400, 7_200, 3_600, 1_800]));
      expect(await evidence('failedRollouts')).toMatchObject([
        { deploymentId: 'd8', kind: 'failedRollout' },
      ]);
      expect(await evidence('incidents')).toMatchObject([
        { incidentId: 'forge/shop B' },
        { incidentId: 'forge/shop A', deploymentId: 'd3', method: 'window' },
      ]);
    });

    it('have their evidence in pages that neither lose nor repeat', async () => {
      const seen: string[] = [];
      let cursor = '';
      do {
        const { body } = await metrics.get(
          `/organisation/evidence?${JANUARY}&metric=deploymentFrequency&limit=3${cursor}`,
        );
        seen.push(
          ...body.items.map(
            (item: any) => `${item.entityRef} ${item.deploymentId}`,
          ),
        );
        cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
      } while (cursor);
      expect(seen.length).toBe(14);
      expect(new Set(seen).size).toBe(14);
    });

    it('are a table for those who want one, which no spreadsheet runs', async () => {
      const figures = await metrics.get(`${SHOP}?${JANUARY}&format=csv`);
      expect(figures.headers['content-type']).toMatch('text/csv');
      expect(figures.text.split('\r\n')[1]).toMatch(
        /^component:default\/shop,2026-01-01T00:00:00Z,.*,changeLeadTime,3600,7200,70560,exact,5,/,
      );
      const changes = await metrics
        .get(`${SHOP}/evidence?${JANUARY}&metric=changeLeadTime`)
        .set('accept', 'text/csv');
      expect(changes.text).toContain(",'=1+1,");
    });

    it('are not sent again to who has them', async () => {
      const { headers } = await metrics.get(`${SHOP}?${JANUARY}`);
      const again = await metrics
        .get(`${SHOP}?${JANUARY}`)
        .set('if-none-match', headers.etag);
      expect(again.status).toBe(304);
    });

    it('are compressed where that brings anything', async () => {
      const small = await metrics.get(`${SHOP}?${JANUARY}`);
      expect(small.headers).not.toHaveProperty('content-encoding');
      expect(small.headers['cache-control']).toBe(
        'private, no-cache, no-transform',
      );
      const year =
        '/organisation/series?from=2026-01-01T00:00:00Z&to=2026-11-01T00:00:00Z';
      const large = await metrics.get(year);
      expect(large.headers).toMatchObject({
        'content-encoding': 'gzip',
        'cache-control': 'private, no-cache',
        vary: expect.stringContaining('Accept-Encoding'),
      });
      const plain = await metrics.get(year).set('accept-encoding', 'identity');
      expect(plain.headers).not.toHaveProperty('content-encoding');
      expect(plain.body.points).toEqual(large.body.points);
      const again = await metrics
        .get(year)
        .set('if-none-match', large.headers.etag);
      expect(again.status).toBe(304);
    });

    it('come with what is behind one of them', async () => {
      const { evidence, ...figures } = (
        await metrics.get(`${SHOP}?${JANUARY}&evidence=changeLeadTime`)
      ).body;
      const apart = await metrics.get(`${SHOP}?${JANUARY}`);
      expect(figures.figures).toEqual(apart.body.figures);
      expect(evidence).toEqual(
        (await metrics.get(`${SHOP}/evidence?${JANUARY}&metric=changeLeadTime`))
          .body,
      );
      const unknown = await metrics.get(`${SHOP}?${JANUARY}&evidence=luck`);
      expect(unknown.status).toBe(400);
      const window = 'from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z';
      const wrong = await metrics.get(`${SHOP}?${window}&evidence=incidents`);
      expect(wrong.status).toBe(400);
    });

    it('tell what changed since a revision, a page at a time', async () => {
      const first = await metrics.get('/changes?since=0&limit=3');
      const rest = await metrics.get(
        `/changes?cursor=${first.body.nextCursor}`,
      );
      const scopes = [...first.body.items, ...rest.body.items].map(
        (item: any) => item.scope,
      );
      expect(new Set(scopes)).toEqual(
        new Set([
          ...['component:default/shop', 'component:default/ledger'],
          ...['group:default/checkout', 'group:default/payments'],
          ...['system:default/sales', 'domain:default/commerce'],
          'organisation',
        ]),
      );
      const none = await metrics.get(`/changes?since=${rest.body.revision}`);
      expect(none.body.items).toEqual([]);
    });

    it('are as empty as they are for a time that has not come', async () => {
      const { status, body } = await metrics.get(
        `${SHOP}?from=2126-01-01T00:00:00Z&to=2126-02-01T00:00:00Z`,
      );
      expect(status).toBe(200);
      expect(body.figures.deploymentFrequency).toMatchObject({ n: 0 });
    });

    it.each([
      [
        `${SHOP}?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z`,
        'from must be before to',
      ],
      [
        `${SHOP}?from=2026-02-30T00:00:00Z&to=2026-03-01T00:00:00Z`,
        'from: a moment',
      ],
      [`${SHOP}?from=now()&to=2026-03-01T00:00:00Z`, 'from: a moment'],
      [`${SHOP}?from=1767225600000&to=2026-03-01T00:00:00Z`, 'from: a moment'],
      [`${SHOP}?from=&to=2026-03-01T00:00:00Z`, 'from: a moment'],
      [`${SHOP}?to=2026-03-01T00:00:00Z`, 'from: required string'],
      [
        `${SHOP}?from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:00Z`,
        'from must be before to',
      ],
      [
        `${SHOP}?from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z`,
        'at most 366 days',
      ],
      [`${SHOP}?${JANUARY}&order=' OR 1=1--`, 'unexpected property order'],
      [
        `${SHOP}/series?${JANUARY}&interval=hour`,
        'interval: day, week or month',
      ],
      [`${SHOP}/evidence?${JANUARY}`, 'metric: one of'],
      [`${SHOP}/evidence?${JANUARY}&metric=' OR 1=1--`, 'metric: one of'],
      [
        `${SHOP}/evidence?${JANUARY}&metric=changeFailRate&limit=-1`,
        'limit: a whole number from 1 to 200',
      ],
      [
        `${SHOP}/evidence?${JANUARY}&metric=changeFailRate&limit=0`,
        'limit: a whole number',
      ],
      [
        `${SHOP}/evidence?${JANUARY}&metric=changeFailRate&limit=1e9`,
        'limit: a whole number',
      ],
      [
        `${SHOP}/evidence?${JANUARY}&metric=changeFailRate&limit=1.5`,
        'limit: a whole number',
      ],
      [
        `${SHOP}/evidence?${JANUARY}&metric=changeFailRate&limit=1;drop`,
        'limit: a whole number',
      ],
      [
        `${SHOP}/evidence?${JANUARY}&metric=changeFailRate&cursor=x`,
        'cursor: not a cursor',
      ],
      [
        `${SHOP}/evidence?${JANUARY}&metric=changeFailRate&cursor=WzEsIlx1MDAwMCJd`,
        'cursor: not a cursor',
      ],
      [
        `/entities/component/default/${'x'.repeat(10_000)}?${JANUARY}`,
        'name: at most 63',
      ],
      [`/entities/component/default/a%20b?${JANUARY}`, 'name: at most 63'],
      [
        `/scopes/person/default/dana?${JANUARY}`,
        'level: owner, system or domain',
      ],
      ['/changes?since=-1', 'since: a whole number'],
    ])('are refused for %s: %s', async (path, message) => {
      const { status, body } = await metrics.get(path);
      expect(status).toBe(400);
      expect(body.error.message).toContain(message);
    });

    it.each([
      [{ entityRefs: 'component:default/shop' }, 'entityRefs: required array'],
      [{ entityRefs: [] }, 'entityRefs: at least one'],
      [{ entityRefs: Array(101).fill('component:default/a') }, 'at most 100'],
      [{ entityRefs: ['component:'] }, 'entityRefs.0: must read'],
      [{ entityRefs: ['a:b:c'] }, 'entityRefs.0: must read'],
      [
        { extra: 1, entityRefs: ['component:default/a'] },
        'unexpected property',
      ],
    ])('are refused for the body %j', async (given, message) => {
      const { status, body } = await metrics.post('/query', {
        from: '2026-01-01T00:00:00Z',
        to: '2026-01-31T00:00:00Z',
        ...given,
      });
      expect(status).toBe(400);
      expect(body.error.message).toContain(message);
    });

    it('are refused for a body that is too large, no JSON, or something else', async () => {
      const query = metrics.post('/query', {
        entityRefs: ['x'.repeat(110_000)],
      });
      expect((await query).status).toBe(413);
      const broken = await metrics
        .post('/query')
        .set('content-type', 'application/json')
        .send('{"a":1,}');
      expect([broken.status, broken.body.error.message]).toEqual([
        400,
        'body is not valid JSON',
      ]);
      const form = await metrics
        .post('/query')
        .set('content-type', 'text/plain')
        .send('{}');
      expect(form.status).toBe(415);
    });

    it('follow who may read the entity, without telling that it is there', async () => {
      const hidden = await metrics.get(`${SHOP}?${JANUARY}`, STRANGER);
      const unknown = await metrics.get(
        `/entities/component/default/nobody?${JANUARY}`,
        OWNER,
      );
      for (const answer of [hidden, unknown]) expect(answer.status).toBe(404);
      expect(hidden.body.error.message.replace('shop', 'nobody')).toBe(
        unknown.body.error.message,
      );
      for (const path of ['series', 'evidence'])
        expect(
          (
            await metrics.get(
              `${SHOP}/${path}?${JANUARY}${path === 'evidence' ? '&metric=incidents' : ''}`,
              STRANGER,
            )
          ).status,
        ).toBe(404);
      const forbidden = await metrics.get(`/organisation?${JANUARY}`, STRANGER);
      expect(forbidden.status).toBe(403);
      expect(metrics.audits).toContainEqual({
        ...{ eventId: 'metrics-read', failed: true },
        meta: { scope: 'organisation', what: 'figures' },
      });
    });
  },
);
