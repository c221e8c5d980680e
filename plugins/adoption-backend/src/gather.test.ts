import { TestDatabases } from '@backstage/backend-test-utils';
import {
  JANUARY,
  at,
  catalog,
  ended,
  failed,
  fakeMetrics,
  fakeScaffolder,
  published,
  recovered,
  task,
} from './__testUtils__/scenario';
import { startAdoption, until } from './__testUtils__/startAdoption';

jest.setTimeout(300_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});

async function start() {
  const knex = await databases.init('SQLITE_3');
  const scaffolder = fakeScaffolder();
  const adoption = await startAdoption({
    ...{ knex, catalog, metrics: fakeMetrics() },
    scaffolder: scaffolder.router(),
  });
  const outcomes = async () =>
    Object.fromEntries(
      (await knex('run')).map(row => [row.task_id, row.outcome]),
    );
  return { ...adoption, knex, scaffolder, outcomes };
}

const failing = (time: string) => [
  failed(time, 'ci', 'Tests failed'),
  ended(time, 'Tests failed'),
];

it('reads what an event tells of, also before it is written down', async () => {
  const { publish, scaffolder, outcomes } = await start();
  // The end is told while the task still runs.
  await publish({
    topic: 'scaffolder.task',
    eventPayload: { id: 'five', status: 'failed' },
  });
  await until(async () => (await outcomes()).five === 'running');
  scaffolder.add(
    task('five', '14:00', { status: 'failed', team: 'checkout' }),
    failing('14:05'),
  );
  await until(async () => (await outcomes()).five === 'failed');
  expect(Object.keys(await outcomes())).toEqual(['five']);
});

it('stands events that it can make nothing of', async () => {
  const { publish, outcomes, round } = await start();
  for (const eventPayload of [undefined, {}, { id: 7 }, { id: 'gone' }])
    await publish({ topic: 'scaffolder.task', eventPayload });
  await round('scaffolder');
  expect(Object.keys(await outcomes()).sort()).toEqual([
    ...['five', 'one', 'three', 'two'],
  ]);
});

it('finds in a round what no event told', async () => {
  const { scaffolder, outcomes, round, get, settled, knex } = await start();
  await round('scaffolder');
  expect(await outcomes()).toEqual({
    ...{ one: 'completed', two: 'completed', three: 'failed', five: 'running' },
  });
  // One ends, one begins, and one that had failed is tried again and runs.
  scaffolder.add(
    task('five', '14:00', { status: 'completed', team: 'checkout' }),
    [published('14:02'), ended('14:05')],
  );
  scaffolder.add(
    task('six', '15:00', { status: 'failed', team: 'checkout' }),
    failing('15:01'),
  );
  const retried = (status: string) => ({
    ...task('three', '12:01', { status, team: 'checkout' }),
    lastHeartbeatAt: at('16:00'),
  });
  scaffolder.add(retried('processing'), [
    failed('12:02', 'publish', 'Branch protection refused: 403'),
    recovered('16:00'),
  ]);
  await round('scaffolder');
  expect(await outcomes()).toEqual({
    ...{ one: 'completed', two: 'completed', three: 'running' },
    ...{ five: 'completed', six: 'failed' },
  });
  scaffolder.add(retried('completed'), [
    failed('12:02', 'publish', 'Branch protection refused: 403'),
    ...[recovered('16:00'), published('16:01'), ended('16:02')],
  ]);
  await round('scaffolder');
  await settled();
  expect((await outcomes()).three).toBe('completed');
  const { body } = await get(`/creations?${JANUARY}`);
  expect(body.failures).toMatchObject({
    ...{ finishedOnRetry: 2, notFinished: 1 },
  });
  expect(await knex('run_failure').where('task_id', 'three')).toHaveLength(1);
});

it('does not know how a run ended that was deleted while it ran', async () => {
  const { scaffolder, outcomes, round, get, settled } = await start();
  await round('scaffolder');
  for (const gone of ['one', 'five']) scaffolder.tasks.delete(gone);
  await round('scaffolder');
  await settled();
  expect(await outcomes()).toEqual({
    ...{ one: 'completed', two: 'completed', three: 'failed' },
    five: 'unknown',
  });
  const { body } = await get(`/creations?${JANUARY}`);
  const started = body.funnel.find(
    ({ stage }: { stage: string }) => stage === 'started',
  );
  expect(started.stopped).toMatchObject({ unknown: 1, waiting: 0 });
  expect(body.templateRuns.all).toMatchObject({
    ...{ runs: { n: 4 }, success: { count: 2, n: 3 } },
  });
  const rows = await get(`/attempts?${JANUARY}&outcome=unknown`);
  expect(rows.body.items).toMatchObject([{ taskId: 'five' }]);
  // It was there all the same: a backup, say, has brought it back.
  scaffolder.add(
    task('five', '14:00', { status: 'completed', team: 'checkout' }),
    [published('14:02'), ended('14:05')],
  );
  await round('scaffolder');
  expect((await outcomes()).five).toBe('completed');
});

it('has runs of templates that publish no repository among the runs, and not in the funnel', async () => {
  const { scaffolder, round, get, post, settled } = await start();
  const before = await counts();
  const other = task('access', '16:00', {
    ...{ status: 'failed', team: 'checkout' },
  });
  other.spec.steps = [{ id: 'grant', name: 'Grant', action: 'access:grant' }];
  other.spec.templateInfo = { entityRef: 'template:default/access' };
  scaffolder.add(other, [
    failed('16:01', 'grant', 'Refused'),
    ended('16:01', 'Refused'),
  ]);
  const after = await counts();
  expect(after).toEqual({
    funnel: before.funnel,
    runs: before.runs + 1,
    failed: before.failed + 1,
  });
  const rows = async (filter: string) =>
    (await get(`/attempts?${JANUARY}&reached=started&${filter}`)).body.total;
  expect(await rows('template=template:default/access')).toBe(1);
  expect(await rows('publishes=true')).toBe(before.funnel[1]);
  // What a form opens is told by the template in the catalog.
  const today = new Date().toISOString().slice(0, 10);
  const opened = async () => {
    await settled();
    const { body } = await get(
      `/creations?from=${today}T00:00:00Z&to=${today}T23:59:00Z`,
    );
    return body.attempts.n;
  };
  for (const [place, template] of [
    'template:default/node-service',
    'template:default/access',
  ].entries()) {
    await post('/attempts', {
      attemptId: `00000000-0000-4000-8000-00000000000${place}`,
      template,
    }).expect(204);
    expect(await opened()).toBe(1);
  }

  async function counts() {
    await round('catalog');
    await round('scaffolder');
    await settled();
    const { body } = await get(`/creations?${JANUARY}`);
    return {
      funnel: body.funnel.map(({ n }: { n: number }) => n),
      runs: body.templateRuns.all.runs.n,
      failed: body.failures.failedOnce.count,
    };
  }
});

it('says which source could not be read, and since when, until it can be', async () => {
  const { scaffolder, round, get } = await start();
  const gaps = async () =>
    (await get(`/creations?${JANUARY}`)).body.freshness.gaps.map(
      (gap: any) => gap.source,
    );
  await round('catalog');
  scaffolder.away = true;
  await round('scaffolder');
  await round('scaffolder');
  expect(await gaps()).toEqual(['scaffolder']);
  scaffolder.away = false;
  await round('scaffolder');
  expect(await gaps()).toEqual([]);
});

it('asks again about services that are not in production yet', async () => {
  const { round, knex, settled } = await start();
  await round('scaffolder');
  await round('catalog');
  await round('metrics');
  await settled();
  expect(await knex('delivery_due')).toEqual([]);
  expect(
    (await knex('milestone').orderBy('entity_ref')).map(row => [
      row.entity_ref,
      row.production_at !== null,
    ]),
  ).toEqual(
    expect.arrayContaining([
      ['component:default/svc-one', true],
      ['component:default/svc-two', false],
    ]),
  );
});

it('takes a service for gone when two scans in a row have not seen it', async () => {
  const knex = await databases.init('SQLITE_3');
  const entities = [...catalog];
  const adoption = await startAdoption({ knex, catalog: entities });
  const there = async () =>
    (await knex('service').whereNull('ended_at').orderBy('entity_ref')).map(
      row => row.entity_ref,
    );
  await adoption.round('catalog');
  expect(await there()).toHaveLength(3);
  await knex('service').insert({
    ...{ entity_ref: 'component:default/gone', first_seen_at: 1 },
    began_on_path: false,
  });
  await adoption.round('catalog');
  expect(await there()).toContain('component:default/gone');
  await adoption.round('catalog');
  expect(await there()).not.toContain('component:default/gone');
});
