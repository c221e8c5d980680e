import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import examples from '@octokit/webhooks-examples';
import {
  componentOf,
  startGithubMetrics,
} from './__testUtils__/startGithubMetrics';

jest.setTimeout(180_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const entities: Entity[] = [
  componentOf({ forge: 'https://github.com', slug: 'Codertocat/Hello-World' }),
];
const MAY = new URLSearchParams({
  from: '2019-05-01T00:00:00Z',
  to: '2019-06-01T00:00:00Z',
}).toString();

const all = examples.flatMap(({ name, examples: payloads }) =>
  payloads.map(payload => ({ name: String(name), payload: payload as any })),
);
const example = (name: string, action?: string, with_?: object) => {
  const found = all.find(
    one =>
      one.name === name &&
      (!action || one.payload.action === action) &&
      one.payload.repository?.full_name === 'Codertocat/Hello-World',
  )!;
  return { name, payload: { ...found.payload, ...with_ } };
};

/** What each example does to the figures of the component, one after the other; what is not named stays as it was. */
const effects: [string, ReturnType<typeof example>, object][] = [
  ['a deployment alone', example('deployment'), {}],
  ['its success', example('deployment_status'), { deployments: 1 }],
  ['the same success', example('deployment_status'), {}],
  ['a deployment of pages', pagesDeployment(), {}],
  ['a run of a workflow', run(), {}],
  ['a new branch', example('push'), {}],
  ['a pull request that was not merged', example('pull_request', 'closed'), {}],
  // Before anything was deployed.
  [
    'an issue with the label',
    example('issues', 'opened'),
    { incidentsUnattributed: 1 },
  ],
  [
    'the same one closed, and deleted',
    example('issues', 'deleted'),
    { incidentsUnattributed: 0 },
  ],
  // Of the branch master: which commit that is takes a look at its tag.
  ['a release', example('release', 'published'), {}],
];

function pagesDeployment() {
  const { payload } = all.find(
    one =>
      one.name === 'deployment_status' &&
      one.payload.deployment.environment === 'github-pages',
  )!;
  return { name: 'deployment_status', payload };
}

function run() {
  const { payload } = all.find(one => one.name === 'workflow_run')!;
  return { name: 'workflow_run', payload };
}

describe.each(databases.eachSupportedId())(
  "GitHub's own examples on %s",
  (id: TestDatabaseId) => {
    const start = async () =>
      startGithubMetrics({
        knex: await databases.init(id),
        entities,
        github: { incidentLabels: ['bug'], releaseEnvironment: 'production' },
      });
    const countsOf = async (metrics: Awaited<ReturnType<typeof start>>) =>
      (await metrics.get(`/entities/component/default/hello-world?${MAY}`))
        .counts;

    it('are all taken, and all understood', async () => {
      const metrics = await start();
      const outcomes: Record<string, number> = {};
      for (const { name, payload } of all) {
        const { status, body } = await metrics.deliver(name, payload);
        expect([name, status]).toEqual([name, name === 'ping' ? 200 : 202]);
        outcomes[body.status] = (outcomes[body.status] ?? 0) + 1;
      }
      expect(all.length).toBeGreaterThan(200);
      expect(outcomes.accepted).toBeGreaterThan(60);
      await metrics.settled();
      expect(metrics.warnings).toEqual([]);
      expect((await metrics.get('/dead-letters')).items).toEqual([]);
      expect(await countsOf(metrics)).toMatchObject({
        ...{ deployments: 1, redeploys: 0, failedRollouts: 0, changes: 0 },
      });
      await metrics.backend.stop();
    });

    it('change the figures as the table says', async () => {
      const metrics = await start();
      let expected = await countsOf(metrics);
      expect(expected.deployments).toBe(0);
      for (const [what, { name, payload }, change] of effects) {
        await metrics.deliver(name, payload).expect(202);
        await metrics.settled();
        expected = { ...expected, ...change };
        expect([what, await countsOf(metrics)]).toEqual([what, expected]);
      }
      await metrics.backend.stop();
    });
  },
);
