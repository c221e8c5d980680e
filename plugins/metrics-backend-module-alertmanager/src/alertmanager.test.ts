import {
  type TestDatabaseId,
  TestDatabases,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
// The plugin itself: that the two fit together is what is tested here.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import metricsPlugin from '@fairway/plugin-metrics-backend';
import type { StoredDelivery } from '@fairway/plugin-metrics-node';
import request from 'supertest';
import alertmanagerModule from '.';
import { AlertmanagerSource } from './AlertmanagerSource';
import { readAlertmanagerConfig } from './readAlertmanagerConfig';

jest.setTimeout(120_000);

const TOKEN = 'a-token-of-the-tests';
const OLD = 'the-token-of-before-it';

/** What Alertmanager 0.28 posts for a group of one alert. */
const notification = (alert: object = {}, rest: object = {}) => ({
  receiver: 'fairway',
  status: 'firing',
  alerts: [
    {
      status: 'firing',
      labels: {
        alertname: 'HighErrorRate',
        environment: 'production',
        instance: '10.0.3.4:8080',
        service: 'checkout-api',
        severity: 'critical',
      },
      annotations: { summary: 'One in ten requests fails' },
      startsAt: '2026-01-07T12:00:00.123456789+01:00',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'http://prometheus.example.org/graph?g0.expr=errors',
      fingerprint: 'c5a0fc6dcb60a9d5',
      ...alert,
    },
  ],
  groupLabels: { alertname: 'HighErrorRate' },
  commonLabels: { alertname: 'HighErrorRate' },
  commonAnnotations: {},
  externalURL: 'http://alertmanager.example.org',
  version: '4',
  groupKey: '{}:{alertname="HighErrorRate"}',
  truncatedAlerts: 0,
  ...rest,
});

const sourceOf = (config: object = { tokens: [TOKEN, OLD] }) =>
  AlertmanagerSource.create(
    readAlertmanagerConfig(
      new ConfigReader({ metrics: { alertmanager: config } }),
    )!,
  );

const factsOf = (payload: object, config?: object) =>
  sourceOf(config).toFacts({
    body: Buffer.from(JSON.stringify(payload)),
  } as StoredDelivery);

const accept = (
  authorization: string | undefined,
  body: unknown,
  config?: object,
) =>
  sourceOf(config).accept({
    headers: { authorization },
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  });

const incident = {
  type: 'incident',
  incidentId: 'c5a0fc6dcb60a9d5/2026-01-07T11:00:00.123Z',
  title: 'One in ten requests fails',
  openedAt: '2026-01-07T11:00:00.123Z',
  updatedAt: '2026-01-07T11:00:00.123Z',
  url: 'http://prometheus.example.org/graph?g0.expr=errors',
  entityRef: 'component:default/checkout-api',
  environment: 'production',
};
const { entityRef: _, ...nobodys } = incident;
const labels = (more: object) => ({
  labels: { ...notification().alerts[0].labels, ...more },
});

it.each<[string, object, object, object?]>([
  ['fires', notification(), incident],
  [
    'is resolved',
    notification({ status: 'resolved', endsAt: '2026-01-07T12:30:00Z' }),
    {
      ...incident,
      resolvedAt: '2026-01-07T12:30:00.000Z',
      updatedAt: '2026-01-07T12:30:00.000Z',
    },
  ],
  [
    'is resolved in a notification of others that fire',
    notification(
      { status: 'resolved', endsAt: '2026-01-07T11:00:00.123Z' },
      { status: 'firing' },
    ),
    {
      ...incident,
      resolvedAt: '2026-01-07T11:00:00.123Z',
      updatedAt: '2026-01-07T11:00:00.124Z',
    },
  ],
  [
    'names an entity of another kind or namespace',
    notification(labels({ service: 'Resource:shared/Orders-DB' })),
    { ...incident, entityRef: 'resource:shared/orders-db' },
  ],
  [
    'names what cannot be an entity',
    notification(labels({ service: "' OR 1=1--" })),
    nobodys,
  ],
  ['names no service', notification(labels({ service: '' })), nobodys],
  [
    'has other labels',
    notification(
      labels({ app: 'cart', cluster: 'prod-2', repo: 'GitHub.com/acme/cart' }),
    ),
    {
      ...incident,
      entityRef: 'component:shop/cart',
      environment: 'prod-2',
      project: 'github.com/acme/cart',
    },
    {
      tokens: TOKEN,
      namespace: 'shop',
      labels: {
        service: ['application', 'app'],
        environment: ['cluster'],
        project: ['repo'],
      },
    },
  ],
  [
    'tells what runs',
    notification(labels({ version: 'v7', revision: 'a1b2c3d' })),
    { ...incident, version: 'v7', revision: 'a1b2c3d' },
  ],
  [
    'has no words, and a link that is none',
    notification({ annotations: {}, generatorURL: 'data:text/html,x' }),
    { ...incident, title: 'HighErrorRate', url: undefined },
  ],
])(
  'makes an incident of an alert that %s',
  (_name, payload, expected, ...[config]) => {
    expect(JSON.parse(JSON.stringify(factsOf(payload, config)))).toEqual([
      JSON.parse(JSON.stringify(expected)),
    ]);
  },
);

it('makes an incident of each alert, and another one when it fires anew', () => {
  const [alert] = notification().alerts;
  const again = { ...alert, startsAt: '2026-01-08T00:00:00Z' };
  const facts = factsOf(notification({}, { alerts: [alert, again] }));
  expect(facts).toMatchObject([
    { incidentId: 'c5a0fc6dcb60a9d5/2026-01-07T11:00:00.123Z' },
    { incidentId: 'c5a0fc6dcb60a9d5/2026-01-08T00:00:00.000Z' },
  ]);
});

it('knows a notification again', () => {
  const first = accept(`Bearer ${TOKEN}`, notification());
  expect(first).toEqual({
    deliveryId: expect.stringMatching(/^[0-9a-f]{64}$/),
    topic: 'firing',
  });
  expect(accept(`Bearer ${OLD}`, notification())).toEqual(first);
  expect(
    accept(`Bearer ${TOKEN}`, notification({ status: 'resolved' })).deliveryId,
  ).not.toBe(first.deliveryId);
  expect(
    accept(`Bearer ${TOKEN}`, notification({}, { alerts: [] })).ignore,
  ).toBe('It holds no alert');
});

it('takes a password as well', () => {
  const basic = (text: string) =>
    `Basic ${Buffer.from(text).toString('base64')}`;
  const config = { basic: { username: 'alerts', passwords: [TOKEN, OLD] } };
  for (const password of [TOKEN, OLD])
    expect(
      accept(basic(`alerts:${password}`), notification(), config).topic,
    ).toBe('firing');
  for (const wrong of [
    basic(`other:${TOKEN}`),
    basic('alerts:'),
    basic(''),
    `Bearer ${TOKEN}`,
  ])
    expect(() => accept(wrong, notification(), config)).toThrow(
      'invalid credentials',
    );
});

it.each([
  undefined,
  '',
  'Bearer',
  `Bearer  ${TOKEN}`,
  `bearer ${TOKEN}x`,
  TOKEN,
  `Bearer ${TOKEN}, Bearer ${TOKEN}`,
])('refuses credentials %p before it reads anything', authorization => {
  expect(() => accept(authorization, 'no JSON')).toThrow('invalid credentials');
});

it.each([
  ['no JSON', 'no JSON', 'body is not valid JSON'],
  ['an empty body', '', 'body is not valid JSON'],
  ['a list', [], 'body: '],
  ['an older version', notification({}, { version: '3' }), 'version: '],
  ['no start', notification({ startsAt: '2026-02-30T00:00:00Z' }), 'startsAt'],
  ['no fingerprint', notification({ fingerprint: '' }), 'fingerprint'],
])('refuses %s', (_name, body, message) => {
  expect(() => accept(`Bearer ${TOKEN}`, body)).toThrow(message);
});

it.each([
  ['no credentials', {}, 'metrics.alertmanager: tokens or basic is required'],
  ['an empty token', { tokens: '' }, 'metrics.alertmanager.tokens'],
  ['three tokens', { tokens: [TOKEN, OLD, TOKEN] }, 'at most 2 secrets'],
  [
    'no username',
    { basic: { passwords: [TOKEN] } },
    'metrics.alertmanager.basic.username',
  ],
])('is not started with %s', (_name, config, message) => {
  expect(() => sourceOf(config)).toThrow(message);
});

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const start = (alertmanager: object | undefined, knex?: any) =>
  startTestBackend({
    features: [
      metricsPlugin,
      alertmanagerModule,
      catalogServiceMock.factory({ entities: [] }),
      ...(knex ? [mockServices.database.factory({ knex })] : []),
      mockServices.rootConfig.factory({ data: { metrics: { alertmanager } } }),
    ],
  });

describe.each(databases.eachSupportedId())(
  'in a backend on %s',
  (id: TestDatabaseId) => {
    it('makes an incident that opens and is resolved', async () => {
      const knex = await databases.init(id);
      const backend = await start({ tokens: TOKEN }, knex);
      const post = (body: object, token = TOKEN) =>
        request(backend.server)
          .post('/api/metrics/ingest/alertmanager')
          .set('authorization', `Bearer ${token}`)
          .send(body);
      const settled = async () => {
        for (
          let tries = 0;
          tries < 1000 &&
          (await knex('inbox_delivery').where({ state: 'waiting' }).first());
          tries++
        )
          await new Promise(done => setTimeout(done, 25));
      };
      expect((await post(notification(), OLD)).status).toBe(401);
      const resolved = notification(
        { status: 'resolved', endsAt: '2026-01-07T12:30:00Z' },
        { status: 'resolved' },
      );
      // The end is told first, and the start twice.
      const answers = [];
      for (const body of [resolved, notification(), notification()])
        answers.push((await post(body)).body.status);
      expect(answers).toEqual(['accepted', 'accepted', 'duplicate']);
      await settled();
      const rows = await knex('incident');
      expect(
        rows.map(row => ({
          ...{ source: row.source, entity: row.entity_ref },
          ...{ from: Number(row.opened_at), to: Number(row.resolved_at) },
        })),
      ).toEqual([
        {
          ...{ source: 'alertmanager', entity: incident.entityRef },
          from: Date.parse('2026-01-07T11:00:00.123Z'),
          to: Date.parse('2026-01-07T12:30:00Z'),
        },
      ]);
      // What is kept must not be enough to send again.
      const [kept] = await knex('inbox_delivery').select('headers');
      expect(kept.headers).not.toContain(TOKEN);
      await backend.stop();
    });
  },
);

it('is no source, and has no route, where it is not configured', async () => {
  const backend = await start(undefined);
  const { status } = await request(backend.server)
    .post('/api/metrics/ingest/alertmanager')
    .send(notification());
  expect([401, 404]).toContain(status);
  await backend.stop();
});

it('does not let a backend start without credentials', async () => {
  await expect(start({})).rejects.toThrow('tokens or basic is required');
});
