import { mockServices } from '@backstage/backend-test-utils';
import { readMetricsConfig } from './readMetricsConfig';

const read = (metrics?: object) => {
  const { rules, ...rest } = readMetricsConfig(
    mockServices.rootConfig({ data: { ...(metrics && { metrics }) } }),
  );
  return { ...rest, ...rules, zone: rules.zone.name };
};

it('has a default for everything', () => {
  expect(read()).toEqual({
    zone: 'UTC',
    productionEnvironments: ['prod*'],
    incidentWindow: 24 * 3_600_000,
    minimumSample: 5,
    retention: { doneSeconds: 14 * 86_400, deadSeconds: 90 * 86_400 },
    bindings: [],
  });
});

it('takes what is said instead', () => {
  expect(
    read({
      zone: 'Europe/Zurich',
      productionEnvironments: ['live', '*-live'],
      incidentWindow: { hours: 6 },
      minimumSample: 1,
      retention: { processed: { days: 1 }, deadLetters: 'P2D' },
      bindings: [
        {
          entity: 'Component:default/Shop',
          project: 'GitHub.com/acme/mono',
          environment: 'prod*',
          path: '/services/shop/',
        },
      ],
    }),
  ).toEqual({
    zone: 'Europe/Zurich',
    productionEnvironments: ['live', '*-live'],
    incidentWindow: 6 * 3_600_000,
    minimumSample: 1,
    retention: { doneSeconds: 86_400, deadSeconds: 2 * 86_400 },
    bindings: [
      {
        entityRef: 'component:default/shop',
        project: 'github.com/acme/mono',
        environment: 'prod*',
        path: 'services/shop',
      },
    ],
  });
});

it.each([
  [{ zone: 'Mars/Olympus' }, 'metrics.zone'],
  [{ minimumSample: 0 }, 'metrics.minimumSample'],
  [{ minimumSample: 1.5 }, 'metrics.minimumSample'],
  [{ incidentWindow: { hours: 0 } }, 'metrics.incidentWindow'],
  [{ incidentWindow: 'soon' }, 'metrics.incidentWindow'],
  [{ productionEnvironments: [] }, 'metrics.productionEnvironments'],
  [{ productionEnvironments: ['a b'] }, 'metrics.productionEnvironments'],
  [{ retention: { processed: { days: -1 } } }, 'metrics.retention.processed'],
  [
    { bindings: [{ entity: 'a:b:c', project: 'x' }] },
    'metrics.bindings[0].entity',
  ],
  [
    { bindings: [{ entity: 'component:default/a' }] },
    'metrics.bindings[0].project',
  ],
])('refuses %j and names %s', (metrics, key) => {
  expect(() => read(metrics)).toThrow(key);
});
