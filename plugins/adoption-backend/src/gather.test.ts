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
