import { TestDatabases, mockCredentials } from '@backstage/backend-test-utils';
import {
  type DeliveryAnswer,
  STAGES,
  type TeamShare,
} from '@fairway/plugin-adoption-common';
import request from 'supertest';
import { TEMPLATE, attemptId } from './__testUtils__/facts';
import { JANUARY, at } from './__testUtils__/scenario';
import {
  MEMBER,
  OTHER,
  PLATFORM,
  STRANGER,
} from './__testUtils__/startAdoption';
import { startScenario } from './__testUtils__/startScenario';

jest.setTimeout(300_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

describe.each(databases.eachSupportedId())('adoption on %s', id => {
  let adoption: Awaited<ReturnType<typeof startScenario>>;

  beforeAll(async () => {
    adoption = await startScenario(await databases.init(id));
  });

  it('tells how far attempts came, how long that took, and what holds them', async () => {
    const { body, status } = await adoption.get(`/creations?${JANUARY}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      attempts: { n: 5, before: 0 },
      teams: 2,
      filters: {},
      before: { from: '2025-12-01T00:00:00Z', to: '2026-01-01T00:00:00Z' },
    });
    expect(body.funnel.map((stage: any) => [stage.stage, stage.n])).toEqual([
      ['opened', 5],
      ['started', 4],
      ['repository', 2],
      ['ci', 2],
      ['staging', 2],
      ['production', 1],
    ]);
    expect(
      body.funnel.map(({ time }: any) => time && [time.n, time.median]),
    ).toEqual([undefined, [2, 120], [2, 60], [2, 1_050], [2, 150], [1, 6_960]]);
    const none = {
      ...{ left: 0, failed: 0, cancelled: 0, waiting: 0, unknown: 0 },
    };
    expect(body.funnel.map((stage: any) => stage.stopped)).toEqual([
      { ...none, left: 1 },
      { ...none, failed: 1, waiting: 1 },
      none,
      none,
      { ...none, waiting: 1 },
      none,
    ]);
    expect(body.funnel[1].ofPrevious).toMatchObject({ count: 4, n: 5 });
    expect(body.funnel[1].ofPrevious.value).toBeCloseTo(0.8);
  });

  it('groups what failed by step and words, and tells what a retry mended', async () => {
    const { body } = await adoption.get(`/creations?${JANUARY}`);
    const { failures } = body;
    expect(failures).toMatchObject({
      failedOnce: { count: 2, n: 4, value: 0.5 },
      ...{ finishedOnRetry: 1, notFinished: 1 },
    });
    const groups = failures.groups.map(({ id: _, ...group }: any) => group);
    expect(groups).toHaveLength(2);
    expect(groups).toEqual(
      expect.arrayContaining([
        {
          ...{ step: 'ci', stepName: 'Wait for CI', runs: 1, before: 0 },
          ...{ message: 'Tests of … failed', teams: 1, finishedOnRetry: 1 },
          lastSeen: at('11:04'),
        },
        {
          ...{ step: 'publish', stepName: 'Publish the repository', runs: 1 },
          ...{ message: 'Branch protection refused: …', before: 0, teams: 1 },
          ...{ finishedOnRetry: 0, lastSeen: at('12:02') },
        },
      ]),
    );
  });

  it('tells the time to the first deploy, and how runs of templates went', async () => {
    const { body } = await adoption.get(`/creations?${JANUARY}`);
    const { points, ...time } = body.timeToFirstDeploy;
    expect(time).toMatchObject({ n: 1, median: 7_380, interval: 'day' });
    expect(points).toHaveLength(31);
    expect(points[4]).toMatchObject({
      ...{ from: '2026-01-05T00:00:00Z', n: 1, median: 7_380 },
    });
    expect(body.templateRuns.all).toMatchObject({
      runs: { n: 4 },
      success: { count: 2, n: 3 },
      duration: { n: 2, median: 1_350, method: 'exact' },
    });
    expect(body.templateRuns.byTemplate).toEqual([
      { template: TEMPLATE, ...body.templateRuns.all },
    ]);
  });

  it('is narrowed to a team, a system and a template', async () => {
    const numbers = async (query: string) => {
      const { body } = await adoption.get(`/creations?${JANUARY}&${query}`);
      return body.funnel.map(({ n }: any) => n);
    };
    expect(await numbers('team=group:default/checkout')).toEqual([
      ...[null, 3, 1, 1, 1, 1],
    ]);
    expect(await numbers('system=system:default/billing')).toEqual([
      ...[null, 1, 1, 1, 1, 0],
    ]);
    expect(await numbers(`template=${TEMPLATE}`)).toEqual([5, 4, 2, 2, 2, 1]);
    expect(await numbers('template=template:default/none')).toEqual([
      ...[0, 0, 0, 0, 0, 0],
    ]);
    expect(await numbers('team=none')).toEqual([null, 0, 0, 0, 0, 0]);
  });

  it('tells which services are on a path, and on which version', async () => {
    const { body } = await adoption.get(
      `/services?from=2026-01-05T00:00:00Z&to=2026-02-01T00:00:00Z`,
    );
    // The third one was seen today for the first time, and nothing tells that it was there before.
    expect(body.share).toMatchObject({ count: 2, n: 2, value: 1 });
    expect(body.share.before).toEqual({ count: 0, n: 0 });
    expect(body.points).toHaveLength(body.moments.length);
    expect(body.moments.at(-1)).toBe('2026-02-01T00:00:00Z');
    expect(body.byTeam.map(({ team, joined }: any) => [team, joined])).toEqual([
      ['group:default/checkout', 1],
      ['group:default/payments', 1],
    ]);
    expect(body.versions).toMatchObject([
      {
        ...{ template: TEMPLATE, services: 2, latest: '1.1.0' },
        behind: { count: 1, n: 2, value: 0.5 },
        versions: [
          { version: '1.1.0', services: 1, latest: true },
          { version: '1.0.0', services: 1, latest: false },
        ],
      },
    ]);
    const today = new Date();
    const to = new Date(today.getTime() + 86_400_000).toISOString();
    const from = new Date(today.getTime() - 86_400_000).toISOString();
    const now = await adoption.get(`/services?from=${from}&to=${to}`);
    expect(now.body.share).toMatchObject({ count: 2, n: 3 });
    expect(now.body.origins).toEqual({
      created: { services: 2, onPath: 2 },
      imported: { services: 1, onPath: 0 },
    });
  });

  it('sets the delivery of services on a path beside that of the others', async () => {
    const { body } = await adoption.get(`/delivery?${JANUARY}`);
    expect(body).toMatchObject({
      ...{ days: 31, figuresFrom: '2026-01-01T00:00:00Z' },
      figuresTo: '2026-02-01T00:00:00Z',
      metrics: {
        changeLeadTime: { onPath: { n: 2, leftOut: 0, median: 900 } },
        deploymentFrequency: { onPath: { n: 2 }, offPath: { n: 0 } },
        changeFailRate: { onPath: { n: 2, median: 0 } },
      },
      age: { onPath: { services: 2, medianDays: 26 } },
    });
    expect(body.metrics.deploymentFrequency.onPath.median).toBeCloseTo(
      2.5 / 31,
    );
    expect(body.caveat).toMatch(/not an effect/);
  });

  it('takes the figures of a team, and over whatever days are asked for, from the same deployments', async () => {
    const january = await adoption.get(`/delivery?${JANUARY}`);
    const teams = ['checkout', 'payments', 'none'];
    const answers = await Promise.all(
      teams.map(team =>
        adoption.get(
          `/delivery?${JANUARY}&team=${team === 'none' ? team : `group:default/${team}`}`,
        ),
      ),
    );
    for (const side of ['onPath', 'offPath'] as const) {
      const n = (body: DeliveryAnswer) =>
        body.metrics.deploymentFrequency[side].n +
        body.metrics.deploymentFrequency[side].leftOut;
      expect(answers.reduce((sum, { body }) => sum + n(body), 0)).toBe(
        n(january.body),
      );
    }
    // Thirty days are kept, twenty-nine are not: what happened is in both.
    for (const [from, days] of [
      ['02', 30],
      ['03', 29],
    ] as const) {
      const { body } = await adoption.get(
        `/delivery?from=2026-01-${from}T00:00:00Z&to=2026-02-01T00:00:00Z`,
      );
      expect(body).toMatchObject({
        days,
        metrics: { changeLeadTime: { onPath: { n: 2, median: 900 } } },
      });
      expect(body.metrics.deploymentFrequency.onPath.median).toBeCloseTo(
        2.5 / days,
      );
    }
  });

  it('says how many services are in the totals whose rows are not the reader’s', async () => {
    const hidden = async (user: string, filter = '') =>
      (await adoption.get(`/services?${JANUARY}${filter}`, user)).body.hidden;
    const { body } = await adoption.get(`/services?${JANUARY}`);
    const own = (names: string[]) =>
      body.byTeam
        .filter(({ team }: { team: string | null }) =>
          names.includes(team ?? ''),
        )
        .reduce((sum: number, one: TeamShare) => sum + one.share.n, 0);
    expect(body.hidden).toBe(0);
    expect(await hidden(MEMBER)).toBe(
      body.share.n - own(['group:default/checkout']),
    );
    expect(await hidden(OTHER)).toBe(
      body.share.n - own(['group:default/payments', 'group:default/growth']),
    );
    expect(await hidden(MEMBER, '&team=group:default/checkout')).toBe(0);
  });

  it.each(STAGES.map((stage, place) => [stage, [5, 4, 2, 2, 2, 1][place]]))(
    'has as many rows behind %s as it counts',
    async (stage, n) => {
      const { body } = await adoption.get(
        `/attempts?${JANUARY}&reached=${stage}`,
      );
      expect(body).toMatchObject({ total: n, hidden: 0 });
      expect(body.items).toHaveLength(Number(n));
    },
  );

  it('leads from each group of failures to its runs, and what became of them', async () => {
    const { body } = await adoption.get(`/creations?${JANUARY}`);
    const { id: group } = body.failures.groups.find(
      ({ step }: any) => step === 'ci',
    );
    const rows = await adoption.get(`/attempts?${JANUARY}&failure=${group}`);
    expect(rows.body.items).toEqual([
      {
        ...{ id: 'two', taskId: 'two', template: TEMPLATE, name: 'svc-two' },
        ...{ templateVersion: '1.0.0', team: 'group:default/payments' },
        ...{ system: 'system:default/billing', outcome: 'completed' },
        entityRef: 'component:default/svc-two',
        ...{ reached: 'staging', endedAt: at('11:40') },
        moments: {
          ...{ started: at('11:00'), repository: at('11:01') },
          ...{ ci: at('11:35'), staging: at('11:38') },
        },
        failures: [
          {
            ...{ at: at('11:04'), step: 'ci', stepName: 'Wait for CI' },
            ...{ message: 'Tests of acme/svc-two failed', failure: group },
          },
        ],
        retried: { at: at('11:30'), taskId: 'two', outcome: 'completed' },
      },
    ]);
    const stopped = async (query: string) =>
      (await adoption.get(`/attempts?${JANUARY}&${query}`)).body.items.map(
        (row: any) => row.id,
      );
    expect(await stopped('reached=started&stopped=failed')).toEqual([
      attemptId(3),
    ]);
    expect(await stopped('reached=opened&stopped=left')).toEqual([
      attemptId(4),
    ]);
    expect(await stopped('failedOnce=true&finishedOnRetry=false')).toEqual([
      attemptId(3),
    ]);
    expect(await stopped('outcome=running')).toEqual(['five']);
  });

  it('shows the rows behind first deploys, services and delivery', async () => {
    const deploys = await adoption.get(`/deploys?${JANUARY}`);
    expect(deploys.body.items).toEqual([
      {
        ...{ entityRef: 'component:default/svc-one', taskId: 'one' },
        ...{ template: TEMPLATE, team: 'group:default/checkout' },
        ...{ from: at('10:00'), at: at('12:03'), seconds: 7_380 },
      },
    ]);
    const services = await adoption.get(
      `/services/rows?${JANUARY}&version=1.0.0`,
    );
    expect(services.body.items).toEqual([
      {
        ...{ entityRef: 'component:default/svc-one', onPath: true },
        ...{ team: 'group:default/checkout', template: TEMPLATE },
        ...{ version: '1.0.0', latest: '1.1.0', behind: true },
        ...{ origin: 'created', since: at('10:03'), taskId: 'one' },
      },
    ]);
    const delivery = await adoption.get(
      `/delivery/rows?${JANUARY}&metric=changeLeadTime&path=on`,
    );
    expect(delivery.body).toMatchObject({
      total: 2,
      items: [
        { entityRef: 'component:default/svc-one' },
        {
          entityRef: 'component:default/svc-two',
          figures: {
            changeLeadTime: 1_200,
            failedDeploymentRecoveryTime: null,
          },
        },
      ],
    });
  });

  it('goes on from page to page, and gives the same as a table', async () => {
    const ids: string[] = [];
    let cursor = '';
    do {
      const { body } = await adoption.get(
        `/attempts?${JANUARY}&limit=2${cursor && `&cursor=${cursor}`}`,
      );
      expect(body.total).toBe(5);
      ids.push(...body.items.map((row: any) => row.id));
      cursor = body.nextCursor ?? '';
    } while (cursor);
    expect(ids).toEqual([
      'five',
      attemptId(4),
      attemptId(3),
      'two',
      attemptId(1),
    ]);
    const csv = await adoption.get(`/attempts?${JANUARY}&format=csv&limit=2`);
    expect(csv.headers['content-type']).toMatch('text/csv');
    expect(csv.headers['x-next-cursor']).toBeTruthy();
    expect(csv.text.split('\r\n')).toHaveLength(4);
    for (const part of ['creations', 'services', 'delivery']) {
      const table = await adoption.get(`/${part}?${JANUARY}&format=csv`);
      expect(table.text).toMatch(/^figure,of,n,/);
    }
  });

  it('names nobody', async () => {
    for (const path of [
      ...['/creations', '/services', '/delivery', '/attempts', '/deploys'],
      ...['/services/rows', '/delivery/rows'],
    ]) {
      const metric = path === '/delivery/rows' ? '&metric=changeFailRate' : '';
      const { text } = await adoption.get(`${path}?${JANUARY}${metric}`);
      expect(text).not.toMatch(/user:|dana/);
    }
    for (const table of ['attempt', 'run', 'run_failure', 'failure_group'])
      expect(JSON.stringify(await adoption.knex(table))).not.toMatch(
        /user:|dana/,
      );
  });

  it('shows totals to everybody, and rows to those whose they are', async () => {
    const rows = [
      ...['/attempts', '/deploys', '/services/rows'],
      '/delivery/rows',
    ].map(path => [
      path,
      path === '/delivery/rows' ? '&metric=changeFailRate' : '',
    ]);
    for (const path of ['/creations', '/services', '/delivery']) {
      const asked = `${path}?${JANUARY}`;
      for (const user of [MEMBER, OTHER, PLATFORM])
        expect((await adoption.get(asked, user)).status).toBe(200);
      expect((await adoption.get(asked, STRANGER)).status).toBe(403);
    }
    for (const [path, metric] of rows) {
      const asked = `${path}?${JANUARY}${metric}`;
      const { body: all } = await adoption.get(asked, PLATFORM);
      const { body: own } = await adoption.get(asked, MEMBER);
      expect(own.total).toBe(all.total);
      expect(all.hidden).toBe(0);
      expect(own.items).toEqual(
        all.items.filter((row: any) => row.team === 'group:default/checkout'),
      );
      expect(own.hidden).toBe(all.total - own.items.length);
      const other = `${asked}&team=group:default/payments`;
      expect((await adoption.get(other, MEMBER)).status).toBe(403);
      expect((await adoption.get(other, OTHER)).status).toBe(200);
      expect((await adoption.get(`${asked}&team=none`, OTHER)).status).toBe(
        403,
      );
      expect((await adoption.get(asked, STRANGER)).status).toBe(403);
    }
    const nobody = await request(adoption.server)
      .get(`/api/adoption/creations?${JANUARY}`)
      .set('authorization', mockCredentials.none.header());
    expect(nobody.status).toBe(401);
    for (const [user, status] of [
      [MEMBER, 403],
      [PLATFORM, 202],
    ] as const)
      expect((await adoption.post('/rebuild', {}, user)).status).toBe(status);
    await adoption.settled();
    expect(adoption.audits).toEqual(
      expect.arrayContaining([
        { eventId: 'adoption-read', failed: true, meta: { what: 'delivery' } },
        {
          ...{ eventId: 'adoption-detail-read', failed: true },
          meta: { what: 'attempts', team: 'group:default/payments' },
        },
        {
          eventId: 'adoption-manage',
          failed: false,
          meta: { what: 'rebuild' },
        },
      ]),
    );
  });

  it.each([
    ['/creations', 'to=2026-02-01T00:00:00Z', 'from: required string'],
    ['/creations', 'from=x&to=2026-02-01T00:00:00Z', 'from: a moment as ISO'],
    ['/creations', `${JANUARY}&team=checkout`, 'team: must read group:'],
    ['/creations', `${JANUARY}&team=user:default/dana`, 'team: must read'],
    ['/services', `${JANUARY}&template=a:b/c`, 'template: must read template:'],
    ['/delivery', `${JANUARY}&compare=yes`, 'compare: true or false'],
    ['/delivery', `${JANUARY}&user=dana`, 'request: unexpected property user'],
    [
      '/creations',
      'from=2024-01-01T00:00:00Z&to=2026-02-01T00:00:00Z',
      'from, to: at most 366 days',
    ],
    ['/attempts', `${JANUARY}&reached=moon`, 'reached: one of opened'],
    ['/attempts', `${JANUARY}&limit=201`, 'limit: a whole number from 1 to'],
    ['/attempts', `${JANUARY}&cursor=e30`, 'cursor: not a cursor of this list'],
    ['/attempts', `${JANUARY}&failure=' OR 1=1`, 'failure: the id of a group'],
    ['/services/rows', `${JANUARY}&path=beside`, 'path: on or off'],
    ['/delivery/rows', JANUARY, 'metric: one of changeLeadTime'],
  ])('refuses %s?%s: %s', async (path, query, message) => {
    const { body, status } = await adoption.get(`${path}?${query}`);
    expect(status).toBe(400);
    expect(body.error.message).toMatch(message);
  });

  it('answers for days that have not come with nothing', async () => {
    const years = new Date(Date.now() + 2 * 366 * 86_400_000).toISOString();
    const later = new Date(Date.parse(years) + 86_400_000).toISOString();
    const { body, status } = await adoption.get(
      `/creations?from=${years}&to=${later}`,
    );
    expect([status, body.attempts.n]).toEqual([200, 0]);
  });

  it('takes what the wizard tells, once, and refuses what it would not tell', async () => {
    const before = await adoption.knex('attempt');
    const attempt = { attemptId: attemptId(90), template: TEMPLATE };
    for (const taskId of [undefined, 'five', undefined])
      expect(
        (await adoption.post('/attempts', { ...attempt, taskId })).status,
      ).toBe(204);
    const after = await adoption.knex('attempt');
    expect(after).toHaveLength(before.length + 1);
    expect(after.find(row => row.attempt_id === attemptId(90))).toMatchObject({
      task_id: 'five',
      template: TEMPLATE,
    });
    for (const [body, message] of [
      [{}, 'attemptId: required string'],
      [{ ...attempt, attemptId: 'dana' }, 'attemptId: a random UUID'],
      [{ ...attempt, template: 7 }, 'template: required string'],
      [{ ...attempt, taskId: "'" }, 'taskId: the id of a task'],
      [{ ...attempt, user: 'dana' }, 'request: unexpected property user'],
    ] as const) {
      const answer = await adoption.post('/attempts', body);
      expect([answer.status, answer.body.error.message]).toEqual([
        400,
        expect.stringContaining(message),
      ]);
    }
    const statuses = new Set<number>();
    for (let number = 0; number < 31; number++)
      statuses.add((await adoption.post('/attempts', attempt, OTHER)).status);
    expect(statuses).toEqual(new Set([204, 429]));
    const many = await adoption.post('/attempts', attempt, OTHER);
    expect(Number(many.headers['retry-after'])).toBeGreaterThan(0);
    expect((await adoption.post('/attempts', attempt)).status).toBe(204);
  });
});
