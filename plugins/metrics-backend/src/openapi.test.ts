import { TestDatabases, mockCredentials } from '@backstage/backend-test-utils';
import {
  AnswersAsDescribed,
  expectDescribedBy,
} from '@fairway/serving/testUtils';
import { resolve } from 'node:path';
import request from 'supertest';
import { JANUARY, scenario } from './__testUtils__/scenario';
import {
  PLATFORM,
  READER,
  STRANGER,
  startMetrics,
  until,
} from './__testUtils__/startMetrics';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});
const description = AnswersAsDescribed.fromFile(
  resolve(__dirname, '../openapi.yaml'),
);

const expectDescribed = expectDescribedBy(description);

it('describes every route, and each answers as it says', async () => {
  const knex = await databases.init('SQLITE_3');
  const metrics = await startMetrics({ knex });
  const { get, post, deliver } = metrics;
  await metrics.tell([...scenario('forge/shop'), ...scenario('forge/nobody')]);
  await deliver({ poison: true });
  await until(async () => {
    await knex('inbox_delivery')
      .where('state', 'waiting')
      .update({ due_at: 1 });
    return Boolean(await knex('inbox_delivery').where('state', 'dead').first());
  });

  for (const [path, real] of [
    ['/entities/{kind}/{namespace}/{name}', '/entities/component/default/shop'],
    ['/scopes/{level}/{namespace}/{name}', '/scopes/owner/default/checkout'],
    ['/organisation', '/organisation'],
  ]) {
    const ask = async (part: string, query = '', user = READER) =>
      expectDescribed(
        'get',
        `${path}${part}`,
        await get(`${real}${part}?${JANUARY}${query}`, user),
      );
    await ask('');
    await ask('', '&compare=false');
    await ask('', '&evidence=changeLeadTime');
    await ask('', '&evidence=changeLeadTime', STRANGER);
    await ask('', '', STRANGER);
    await ask('', '&compare=maybe');
    for (const interval of ['day', 'week', 'month'])
      await ask('/series', `&interval=${interval}`);
    for (const metric of description.document.components.schemas.EvidenceName
      .enum)
      await ask('/evidence', `&metric=${metric}&limit=2`);
    if (!path.startsWith('/entities')) await ask('/distribution');
  }

  const many = {
    entityRefs: ['component:default/shop', 'component:default/none'],
    ...{ from: '2026-01-01T00:00:00Z', to: '2026-01-31T00:00:00Z' },
  };
  expectDescribed('post', '/query', await post('/query', many));
  expectDescribed('post', '/query', await post('/query', {}));
  const listed = { entityRefs: many.entityRefs };
  const asService = (body: object, path = '/cells') =>
    request(metrics.server)
      .post(`/api/metrics${path}`)
      .set('authorization', mockCredentials.service.header())
      .send(body);
  const cells = await asService(listed);
  expectDescribed('post', '/cells', cells);
  const [shop, none] = cells.body.items;
  expect(shop.entityRef).toBe('component:default/shop');
  expect(none.cells.changeLeadTime).toMatchObject({ value: null, n: 0 });
  expectDescribed('post', '/cells', await asService({}));
  const person = await post('/cells', listed);
  expect(person.status).toBe(403);
  expectDescribed('post', '/cells', person);
  const states = await asService({ ...listed, branches: ['main'] }, '/state');
  expectDescribed('post', '/state', states);
  expect(states.body.items).toHaveLength(1);
  expectDescribed('post', '/state', await asService({}, '/state'));
  expectDescribed('post', '/state', await post('/state', listed));
  const histories = await asService(
    { ...listed, branches: ['main'] },
    '/history',
  );
  expectDescribed('post', '/history', histories);
  expect(histories.body).toMatchObject({
    zone: 'UTC',
    items: [
      {
        entityRef: 'component:default/shop',
        first: { production: '2026-01-05T10:00:00.000Z' },
        days: [
          { day: 20458, deployments: 1, failed: 0, rework: 0, lead: [] },
          { day: 20459, deployments: 1, lead: [7200, 86400] },
          { day: 20460, deployments: 2, failed: 1, rework: 1, lead: [3600] },
          { day: 20461, deployments: 2, failed: 1, recovery: [7200] },
        ],
      },
    ],
  });
  expectDescribed('post', '/history', await asService({}, '/history'));
  expectDescribed('post', '/history', await post('/history', listed));
  for (const path of ['/coverage', '/changes'])
    expectDescribed('get', path, await get(path));
  for (const path of ['/inbox', '/dead-letters', '/unmatched']) {
    expectDescribed('get', path, await get(path, PLATFORM));
    expectDescribed('get', path, await get(path));
  }
  const all = { all: true };
  expectDescribed('post', '/replay', await post('/replay', all, PLATFORM));
  expectDescribed('post', '/replay', await post('/replay', all));
  expectDescribed('post', '/rebuild', await post('/rebuild', {}, PLATFORM));
  expectDescribed('post', '/rebuild', await post('/rebuild'));
  for (const headers of [
    { 'x-delivery': 'one' },
    { 'x-delivery': 'one' },
    { 'x-topic': 'ping' },
    { 'x-topic': 'star' },
    { 'x-delivery': '' },
    { 'x-signature': '' },
    { 'content-type': 'text/plain' },
  ] as Record<string, string>[])
    expectDescribed('post', '/ingest/{source}', await deliver('{}', headers));

  const { seen, described } = description.routes;
  expect(seen).toEqual(described);
  await metrics.backend.stop();
});
