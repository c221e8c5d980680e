import type { HealthStatus } from '@fairway/plugin-health-common';
import type {
  DeliveryState,
  DeploymentNow,
  EnvironmentState,
  RunState,
} from '@fairway/plugin-metrics-common';
import { findingsOf } from './findingsOf';

const AT = '2026-01-05T10:00:00.000Z';
const LATER = '2026-01-05T11:00:00.000Z';

const now = (more: Partial<DeploymentNow> = {}): DeploymentNow => ({
  ...{ deploymentId: '7', version: 'v7', state: 'success', at: AT },
  ...more,
});
const environment = (
  latest: DeploymentNow,
  reached?: DeploymentNow,
): EnvironmentState => ({
  ...{ project: 'forge/shop', environment: 'production', production: true },
  ...{ latest, reached },
});
const run = (more: Partial<RunState> = {}): RunState => ({
  ...{ project: 'forge/shop', runId: '1', branch: 'main', name: 'CI' },
  ...{ conclusion: 'success', completedAt: AT },
  ...more,
});
const said = (state: Partial<DeliveryState>, branches = ['main', 'master']) =>
  findingsOf(
    {
      ...{ entityRef: 'component:default/shop', environments: [], runs: [] },
      incidents: [],
      ...state,
    },
    branches,
  );

it.each<[string, EnvironmentState, HealthStatus | undefined, string]>([
  [
    'it went well',
    environment(now(), now()),
    'healthy',
    'v7 was deployed to production',
  ],
  [
    'it failed',
    environment(now({ state: 'failure' }), now({ version: 'v6' })),
    'degraded',
    'v7 could not be deployed to production; v6 was the last that could',
  ],
  [
    'the first one failed',
    environment(now({ state: 'error', version: undefined })),
    'unhealthy',
    'deployment 7 could not be deployed to production, and nothing was before',
  ],
  [
    'it is on its way',
    environment(
      now({ state: 'in_progress', version: undefined, revision: '0123456789' }),
      now(),
    ),
    'healthy',
    '0123456 is on its way to production',
  ],
  [
    'the first one is on its way',
    environment(now({ state: undefined })),
    'unknown',
    'v7 is on its way to production',
  ],
  [
    'it was taken down',
    environment(now({ state: 'inactive' }), now()),
    undefined,
    '',
  ],
])('of a deployment, when %s', (_, state, status, text) => {
  expect(
    said({ environments: [state] }).map(one => [one.status, one.text]),
  ).toEqual(status ? [[status, text]] : []);
});

it('says where, since when, and where to look', () => {
  const latest = now({
    ...{ url: 'https://forge.example.org/7', logUrl: 'data:text/html,hello' },
  });
  expect(
    said({ environments: [environment(now({ url: latest.url }))] }),
  ).toEqual([
    {
      key: 'deployment forge/shop production',
      ...{ status: 'healthy', text: 'v7 was deployed to production' },
      sourceTitle: 'Last deployment',
      ...{ environment: 'production', production: true, since: AT },
      link: { title: 'Open the log', url: latest.url },
    },
  ]);
  expect(said({ environments: [environment(latest)] })[0].link).toBeUndefined();
});

it('takes the newest run of each workflow on the default branch', () => {
  const runs = [
    run({ conclusion: 'failure', completedAt: LATER, branch: 'master' }),
    run(),
    run({ name: 'Lint', conclusion: 'failure' }),
    run({ name: 'Other', branch: 'trunk' }),
  ];
  const texts = (branches?: string[]) =>
    said({ runs }, branches).map(({ status, text }) => `${status}: ${text}`);
  expect(texts()).toEqual([
    'degraded: CI failed on master',
    'degraded: Lint failed on main',
  ]);
  expect(texts(['trunk'])).toEqual(['healthy: Other passed on trunk']);
  expect(said({ runs })[0]).toMatchObject({
    ...{ key: 'run forge/shop CI', since: LATER, sourceTitle: 'Last CI run' },
  });
});

it('says what is open', () => {
  const incident = {
    ...{ source: 'pager', incidentId: 'A', title: 'Checkout is down' },
    openedAt: AT,
    url: 'https://pager.example.org/A',
  };
  expect(
    said({
      incidents: [
        incident,
        { ...incident, environment: 'staging', production: false },
      ],
    }),
  ).toEqual([
    {
      ...{ key: 'incident pager A', status: 'unhealthy', since: AT },
      ...{
        text: 'Open: Checkout is down',
        sourceTitle: 'Incidents and alerts',
      },
      link: { title: 'Open the incident', url: incident.url },
    },
    expect.objectContaining({ environment: 'staging', production: false }),
  ]);
});
