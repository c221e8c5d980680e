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
import healthModuleDelivery from '.';

const server = setupServer();
registerMswTestHooks(server);

async function start(config: object = {}): Promise<HealthProvider> {
  const addProvider = jest.fn();
  await startTestBackend({
    extensionPoints: [[healthProvidersExtensionPoint, { addProvider }]],
    features: [
      healthModuleDelivery,
      mockServices.rootConfig.factory({ data: config }),
      mockServices.discovery.mock({
        getBaseUrl: async plugin => `http://portal.example.org/api/${plugin}`,
      }).factory,
    ],
  });
  return addProvider.mock.calls[0][0];
}

const subject = (name: string, location?: string): HealthSubject => ({
  entityRef: `component:default/${name}`,
  entity: {
    ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
    metadata: {
      name,
      annotations: location ? { 'backstage.io/source-location': location } : {},
    },
  },
  previous: [],
});
const { signal } = new AbortController();

it('asks the metrics plugin about a batch at once, as a plugin', async () => {
  const provider = await start({ health: { delivery: { frequency: '30s' } } });
  const asked: any[] = [];
  server.use(
    http.post(
      'http://portal.example.org/api/metrics/state',
      async ({ request }) => {
        asked.push([
          request.headers.get('authorization'),
          await request.json(),
        ]);
        return HttpResponse.json({
          items: [
            {
              entityRef: 'component:default/shop',
              ...{ environments: [], incidents: [] },
              runs: [
                {
                  ...{ project: 'forge/shop', runId: '1', branch: 'trunk' },
                  ...{ name: 'CI', conclusion: 'failure' },
                  completedAt: '2026-01-05T10:00:00.000Z',
                },
              ],
            },
          ],
        });
      },
    ),
  );
  const round = await provider.startRound({ signal });
  const answers = await round.check([
    subject('shop', 'url:https://forge/acme/shop/tree/trunk/'),
    subject('till'),
  ]);
  expect(Object.fromEntries(answers)).toMatchObject({
    'component:default/shop': { findings: [{ text: 'CI failed on trunk' }] },
    'component:default/till': { findings: [] },
  });
  expect(asked).toEqual([
    [
      expect.stringMatching(/^Bearer mock-service-token/),
      {
        entityRefs: ['component:default/shop', 'component:default/till'],
        branches: ['trunk', 'main', 'master'],
      },
    ],
  ]);
  expect(provider.frequency).toEqual({ seconds: 30 });
});

it('asks about no more branches at once than it may', async () => {
  const provider = await start();
  const sizes: number[] = [];
  server.use(
    http.post(
      'http://portal.example.org/api/metrics/state',
      async ({ request }) => {
        sizes.push(((await request.json()) as any).branches.length);
        return HttpResponse.json({ items: [] });
      },
    ),
  );
  const round = await provider.startRound({ signal });
  const subjects = Array.from({ length: 45 }, (_, n) =>
    subject(`s${n}`, `url:https://forge/acme/s${n}/tree/b${n}/`),
  );
  expect((await round.check(subjects)).size).toBe(45);
  expect(sizes).toEqual([20, 20, 5]);
});

it('throws where the metrics plugin does not answer', async () => {
  const provider = await start();
  server.use(
    http.post('http://portal.example.org/api/metrics/state', () =>
      HttpResponse.json({}, { status: 503 }),
    ),
  );
  const round = await provider.startRound({ signal });
  await expect(round.check([subject('shop')])).rejects.toThrow('503');
});

it('does not start with names that can not be', async () => {
  await expect(
    start({ health: { delivery: { defaultBranches: Array(11).fill('x') } } }),
  ).rejects.toThrow('health.delivery.defaultBranches: at most 10 names');
});
