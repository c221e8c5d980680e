import {
  mockServices,
  registerMswTestHooks,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  type HealthProvider,
  type HealthSubject,
  healthProvidersExtensionPoint,
} from '@fairway/plugin-health-node';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import healthModuleHttp from '.';

const STATE = 'http://portal.example.org/api/metrics/state';
const server = setupServer();
registerMswTestHooks(server);

async function start(
  settings: object,
  fairway: object = { profile: 'local' },
): Promise<HealthProvider> {
  const addProvider = jest.fn();
  await startTestBackend({
    extensionPoints: [[healthProvidersExtensionPoint, { addProvider }]],
    features: [
      healthModuleHttp,
      mockServices.rootConfig.factory({
        data: { fairway, health: { http: settings } },
      }),
      mockServices.discovery.mock({
        getBaseUrl: async plugin => `http://portal.example.org/api/${plugin}`,
      }).factory,
    ],
  });
  return addProvider.mock.calls[0][0];
}

const REF = 'component:default/shop';
const subject = (annotations = {}): HealthSubject => ({
  entityRef: REF,
  entity: {
    ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
    metadata: { name: 'shop', annotations },
  },
  previous: [],
});
const environment = (name: string, reached?: object) => ({
  ...{ project: 'forge/shop', environment: name, production: name === 'prod' },
  latest: { deploymentId: '1', at: '2026-01-05T10:00:00.000Z' },
  ...(reached && {
    reached: {
      ...{
        deploymentId: '1',
        state: 'success',
        at: '2026-01-05T10:00:00.000Z',
      },
      ...reached,
    },
  }),
});
const told = (...environments: object[]) =>
  server.use(
    http.post(STATE, () =>
      HttpResponse.json({
        items: [{ entityRef: REF, runs: [], incidents: [], environments }],
      }),
    ),
  );
async function look(provider: HealthProvider, annotations = {}) {
  const { signal } = new AbortController();
  const round = await provider.startRound({ signal });
  const answers = await round.check([subject(annotations)]);
  return answers.get(REF)!.findings;
}
const local = { hosts: ['127.0.0.1'], networks: ['127.0.0.0/8'] };

it('asks where the release of each environment runs', async () => {
  const provider = await start(local);
  const url = 'http://127.0.0.1:8101';
  server.use(
    http.get(`${url}/readyz`, () => new HttpResponse(null, { status: 200 })),
    http.get('http://127.0.0.1:8102/readyz', () => HttpResponse.error()),
  );
  told(
    environment('prod', { environmentUrl: url }),
    environment('staging', { environmentUrl: 'http://127.0.0.1:8102' }),
    environment('qa', { environmentUrl: url, state: 'inactive' }),
    environment('dev', { environmentUrl: 'gopher://127.0.0.1' }),
    environment('new'),
  );
  const findings = await look(provider);
  expect(findings).toMatchObject([
    {
      ...{ key: `probe prod ${url}`, status: 'healthy', text: 'prod answers' },
      ...{ environment: 'prod', production: true },
      link: { title: 'Open it', url },
    },
    { environment: 'staging', status: 'unhealthy', production: false },
  ]);
});

it('asks the path that an entity names', async () => {
  const provider = await start(local);
  server.use(
    http.get('http://127.0.0.1:8101/status', () => HttpResponse.text('fine')),
  );
  told(environment('prod', { environmentUrl: 'http://127.0.0.1:8101' }));
  expect(
    await look(provider, { 'fairway/health-path': '/status' }),
  ).toMatchObject([{ status: 'healthy' }]);
});

it('goes on with what it knows while the metrics plugin is away', async () => {
  const provider = await start(local);
  const away = () =>
    server.use(http.post(STATE, () => HttpResponse.json({}, { status: 503 })));
  away();
  await expect(look(provider)).rejects.toThrow('503');
  server.use(
    http.get('http://127.0.0.1:8101/readyz', () => HttpResponse.text('fine')),
  );
  told(environment('prod', { environmentUrl: 'http://127.0.0.1:8101' }));
  await look(provider);
  away();
  expect(await look(provider)).toMatchObject([{ status: 'healthy' }]);
});

it('says nothing where no host may be asked', async () => {
  const provider = await start({});
  expect(provider.appliesTo?.(subject().entity)).toBe(false);
});

it.each([
  [{ networks: ['127.0.0.0/8'] }, 'health.http.networks: "127.0.0.0/8" is'],
  [{ hosts: ['*'] }, 'health.http.hosts: "*"'],
  [{ paths: ['readyz'] }, 'health.http.paths: at least one'],
  [{ atOnce: 0 }, 'health.http.atOnce: a whole number from 1 to 500'],
  [{ timeout: { seconds: 0 } }, 'health.http.timeout: a duration longer'],
])('does not start with %j in production', async (settings, message) => {
  await expect(start(settings, { profile: 'production' })).rejects.toThrow(
    message,
  );
});
