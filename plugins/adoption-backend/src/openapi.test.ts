import { TestDatabases } from '@backstage/backend-test-utils';
import { STAGES } from '@fairway/plugin-adoption-common';
import { METRIC_NAMES } from '@fairway/plugin-metrics-common';
import {
  AnswersAsDescribed,
  expectDescribedBy,
} from '@fairway/serving/testUtils';
import { resolve } from 'node:path';
import { TEMPLATE, attemptId } from './__testUtils__/facts';
import { JANUARY } from './__testUtils__/scenario';
import {
  MEMBER,
  OTHER,
  PLATFORM,
  STRANGER,
} from './__testUtils__/startAdoption';
import { startScenario } from './__testUtils__/startScenario';

jest.setTimeout(300_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});
const description = AnswersAsDescribed.fromFile(
  resolve(__dirname, '../openapi.yaml'),
);

const expectDescribed = expectDescribedBy(description);

it('describes every route, and each answers as it says', async () => {
  const adoption = await startScenario(await databases.init('SQLITE_3'));
  const { get, post } = adoption;
  const ask = async (path: string, query = '', user = PLATFORM) => {
    const answer = await get(`${path}?${JANUARY}${query}`, user);
    expectDescribed('get', path, answer);
    return answer;
  };

  for (const path of ['/creations', '/services', '/delivery']) {
    await ask(path);
    await ask(path, '&compare=false');
    await ask(path, '&team=group:default/checkout', MEMBER);
    await ask(path, `&template=${TEMPLATE}&system=system:default/billing`);
    await ask(path, '&compare=maybe');
    await ask(path, '', STRANGER);
  }
  const rows = {
    '/attempts': [
      ...STAGES.map(stage => `&reached=${stage}&stopped=any`),
      ...['&failedOnce=true&finishedOnRetry=true', '&outcome=running'],
    ],
    '/deploys': [''],
    '/services/rows': ['', '&path=off', '&behind=true', '&origin=imported'],
    '/delivery/rows': METRIC_NAMES.map(metric => `&metric=${metric}&path=on`),
  };
  for (const [path, queries] of Object.entries(rows)) {
    for (const query of queries) await ask(path, query);
    await ask(path, `${queries[0]}&limit=0`);
    await ask(path, `${queries[0]}&team=group:default/payments`, MEMBER);
    await ask(path, queries[0], MEMBER);
  }
  const { body: page } = await ask('/attempts', '&limit=1');
  expect(page.nextCursor).toBeTruthy();

  const attempt = { attemptId: attemptId(90), template: TEMPLATE };
  expectDescribed('post', '/attempts', await post('/attempts', attempt));
  expectDescribed('post', '/attempts', await post('/attempts', {}));
  const statuses = new Set<number>();
  for (let number = 0; number < 31; number++) {
    const answer = await post('/attempts', attempt, OTHER);
    expectDescribed('post', '/attempts', answer);
    statuses.add(answer.status);
  }
  expect(statuses).toEqual(new Set([204, 429]));
  for (const user of [MEMBER, PLATFORM])
    expectDescribed('post', '/rebuild', await post('/rebuild', {}, user));

  const { seen, described } = description.routes;
  expect(seen).toEqual(described);
  await adoption.settled();
});
