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
import type { Knex } from 'knex';
import { createHmac } from 'node:crypto';
import request from 'supertest';
import cdeventsModule from '.';
import { CdeventsSource } from './CdeventsSource';
import { readCdeventsConfig } from './readCdeventsConfig';

jest.setTimeout(120_000);

const SECRET = 'a secret of the tests';
const OLD = 'the secret before that';
const TOKEN = 'a-token-of-the-tests';
const AT = '2026-01-07T11:00:00.000Z';
const SHA = '9f8e7d6c5b4a39281706f5e4d3c2b1a098765432';
const DIGEST = `sha256:${'0b31b1c0'.repeat(8)}`;
const OCI = `pkg:oci/checkout@${encodeURIComponent(DIGEST)}`;

interface Given {
  kind: string;
  content?: object;
  subject?: object;
  context?: object;
  fairway?: object;
}

/** An event as version 0.4 has it; others differ in the version's name and place. */
function event({ kind, content = {}, subject, context, fairway }: Given) {
  return {
    context: {
      version: '0.4.1',
      id: '271069a8-fc18-44f1-b38f-9d70a1695819',
      source: '/ci/jenkins',
      type: `dev.cdevents.${kind}.0.2.0`,
      timestamp: '2026-01-07T12:00:00+01:00',
      ...context,
    },
    subject: {
      id: 'checkout-api',
      source: '/ci/jenkins',
      type: kind.split('.')[0],
      content,
      ...subject,
    },
    ...(fairway && { customData: { fairway, severity: 'high' } }),
  };
}

type Event = ReturnType<typeof event>;

const structured = ({ context, ...rest }: Event) => ({
  ...{ specversion: '1.0', id: context.id, source: context.source },
  ...{ type: context.type, datacontenttype: 'application/json' },
  data: { context, ...rest },
});

const sign = (body: string, secret = SECRET) =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

const STRUCTURED = 'application/cloudevents+json; charset=utf-8';
const BATCH = 'application/cloudevents-batch+json';

const delivery = (
  payload: unknown,
  headers: Record<string, string> = { 'content-type': STRUCTURED },
  body = JSON.stringify(payload),
) => ({
  headers: { 'x-fairway-signature': sign(body), ...headers },
  body: Buffer.from(body),
});

const binary = (payload: Event, headers: Record<string, string> = {}) =>
  delivery(payload, {
    ...{ 'content-type': 'application/json', 'ce-specversion': '1.0' },
    ...{ 'ce-id': payload.context.id, 'ce-type': payload.context.type },
    ...{ 'ce-source': payload.context.source, ...headers },
  });

const sourceOf = (config: object = { secrets: [SECRET, OLD], tokens: TOKEN }) =>
  CdeventsSource.create(
    readCdeventsConfig(new ConfigReader({ metrics: { cdevents: config } }))!,
  );

const source = sourceOf();
const accept = (given: ReturnType<typeof delivery>) => source.accept(given);
const factsIn = (given: ReturnType<typeof delivery>) =>
  source.toFacts({
    ...{ source: 'cdevents', deliveryId: '', topic: '' },
    ...{ ...given, receivedAt: new Date(AT) },
  });
const factsOf = (given: Given) => factsIn(delivery(structured(event(given))));

const production = { environment: { id: 'production' } };
const deployed = {
  type: 'deployment',
  project: 'cdevents/checkout-api',
  deploymentId: '271069a8-fc18-44f1-b38f-9d70a1695819',
  environment: 'production',
  revision: DIGEST,
  createdAt: AT,
  updatedAt: AT,
};
const succeeded = {
  type: 'deploymentStatus',
  project: 'cdevents/checkout-api',
  deploymentId: deployed.deploymentId,
  statusId: '271069a8-fc18-44f1-b38f-9d70a1695819',
  state: 'success',
  at: AT,
};
const of = (project: string, deploymentId: string) => ({
  project,
  deploymentId,
});
const incident = {
  type: 'incident',
  incidentId: '/monitoring/prod1 incident-123',
  title: 'Response time above 100 ms',
  openedAt: AT,
  updatedAt: AT,
  project: 'cdevents/checkout-api',
  environment: 'production',
};
const ofIncident = {
  subject: { id: 'incident-123', source: '/monitoring/prod1' },
  content: {
    ...production,
    description: 'Response time above 100 ms',
    service: { id: 'checkout-api', source: '/cluster/namespace' },
    artifactId: OCI,
  },
};
const run = {
  ...{ type: 'run', project: 'cdevents/build', runId: 'run-7', attempt: 1 },
  ...{ name: 'build', revision: '', trigger: 'unknown', updatedAt: AT },
};
const change = {
  ...{ type: 'change', project: 'git.example.org/acme/checkout' },
  ...{ changeId: '42', title: 'Change 42', updatedAt: AT },
};
const ofChange = {
  subject: { id: '42' },
  content: {
    repository: { id: 'acme/Checkout', source: 'https://git.example.org' },
  },
};

it.each<[string, Given, object[]]>([
  [
    'service.deployed',
    { kind: 'service.deployed', content: { ...production, artifactId: OCI } },
    [deployed, succeeded],
  ],
  [
    'service.upgraded, of an image that says what it was made of',
    {
      kind: 'service.upgraded',
      content: {
        ...production,
        artifactId: `${OCI}?repository_url=registry.example.org&tag=v7&vcs_url=git%2Bhttps://GitHub.com/acme/checkout.git%40${SHA}`,
      },
    },
    [
      {
        ...deployed,
        project: 'github.com/acme/checkout',
        revision: SHA,
        version: 'v7',
      },
      { ...succeeded, project: 'github.com/acme/checkout' },
    ],
  ],
  [
    'service.deployed, of a package with a version',
    {
      kind: 'service.deployed',
      content: { ...production, artifactId: 'pkg:npm/%40acme/checkout@1.4.0' },
    },
    [{ ...deployed, revision: '1.4.0', version: '1.4.0' }, succeeded],
  ],
  [
    'service.deployed, of something that has no package URL',
    {
      kind: 'service.deployed',
      content: { ...production, artifactId: 'build 7' },
    },
    [{ ...deployed, revision: 'build 7' }, succeeded],
  ],
  [
    'service.rolledback',
    { kind: 'service.rolledback', content: { ...production, artifactId: OCI } },
    [{ ...deployed, intent: 'rollback' }, succeeded],
  ],
  [
    'service.deployed, with all that can be told beside',
    {
      kind: 'service.deployed',
      content: production,
      fairway: {
        ...{
          project: 'GitHub.com/acme/checkout',
          revision: SHA,
          version: 'v8',
        },
        ...{ deploymentId: '77', runId: '9', intent: 'hotfix', path: 'api' },
        ...{ incidents: ['I1'], url: 'https://ci.example.org/9' },
        previousRevision: 'a1',
        commits: [
          {
            revision: SHA,
            committedAt: '2026-01-07T11:30:00+01:00',
            title: 'Mend\n\nit',
          },
        ],
      },
    },
    [
      {
        ...deployed,
        ...of('github.com/acme/checkout', '77'),
        ...{ revision: SHA, version: 'v8', runId: '9', intent: 'hotfix' },
        ...{ path: 'api', incidents: ['I1'], url: 'https://ci.example.org/9' },
      },
      { ...succeeded, ...of('github.com/acme/checkout', '77') },
      {
        ...{ type: 'comparison', project: 'github.com/acme/checkout' },
        ...{ base: 'a1', head: SHA, relation: 'ahead', truncated: false },
        commits: [
          {
            revision: SHA,
            committedAt: '2026-01-07T10:30:00.000Z',
            title: 'Mend',
          },
        ],
        updatedAt: AT,
      },
    ],
  ],
  [
    'service.published, of no deployment',
    { kind: 'service.published', content: production },
    [],
  ],
  [
    'service.removed, of a deployment',
    {
      kind: 'service.removed',
      content: production,
      fairway: { deploymentId: '77' },
    },
    [{ ...succeeded, deploymentId: '77', state: 'inactive' }],
  ],
  [
    'deployment.started',
    {
      kind: 'deployment.started',
      subject: { id: 'd7' },
      content: { ...production, artifactId: OCI },
    },
    [
      { ...deployed, ...of('cdevents/checkout', 'd7') },
      { ...succeeded, ...of('cdevents/checkout', 'd7'), state: 'in_progress' },
    ],
  ],
  [
    'deployment.finished, which failed',
    {
      kind: 'deployment.finished',
      subject: { id: 'd7' },
      content: {
        ...{ ...production, artifactId: OCI, outcome: 'error' },
        service: { id: 'checkout-api' },
      },
    },
    [
      { ...deployed, deploymentId: 'd7' },
      { ...succeeded, deploymentId: 'd7', state: 'failure' },
    ],
  ],
  [
    'incident.detected',
    { kind: 'incident.detected', ...ofIncident },
    [{ ...incident, revision: DIGEST }],
  ],
  [
    'incident.reported',
    {
      kind: 'incident.reported',
      ...ofIncident,
      content: {
        ...ofIncident.content,
        artifactId: undefined,
        ticketURI: 'https://issues.example.org/345',
      },
    },
    [{ ...incident, url: 'https://issues.example.org/345' }],
  ],
  [
    'incident.resolved, by another artifact',
    { kind: 'incident.resolved', ...ofIncident },
    [{ ...incident, resolvedAt: AT }],
  ],
  [
    'incident.detected, of nothing but a place',
    {
      kind: 'incident.detected',
      subject: { id: 'incident-123', source: '/monitoring/prod1' },
      content: production,
      fairway: { entity: 'Component:default/Checkout', deploymentId: '77' },
    },
    [
      {
        ...incident,
        ...{ title: undefined, project: undefined },
        ...{ entityRef: 'component:default/checkout', deploymentId: '77' },
      },
    ],
  ],
  [
    'pipelinerun.started',
    {
      kind: 'pipelinerun.started',
      subject: { id: 'run-7' },
      content: { pipelineName: 'build' },
    },
    [{ ...run, status: 'in_progress', startedAt: AT }],
  ],
  [
    'pipelinerun.finished, as version 0.1 has it',
    {
      kind: 'pipelinerun.finished',
      context: {
        version: '0.1.0',
        type: 'dev.cdevents.pipelinerun.finished.0.1.0',
      },
      subject: { id: 'run-7' },
      content: {
        pipelineName: 'build',
        url: 'https://ci.example.org/7',
        outcome: 'error',
      },
    },
    [
      {
        ...{ ...run, status: 'completed', conclusion: 'failure' },
        ...{ completedAt: AT, url: 'https://ci.example.org/7' },
      },
    ],
  ],
  [
    'taskrun.finished, as version 0.5 has it',
    {
      kind: 'taskrun.finished',
      context: {
        version: undefined,
        specversion: '0.5.0',
        type: 'dev.cdevents.taskrun.finished.0.3.0',
      },
      subject: { id: 'run-7', type: undefined },
      content: {
        taskName: 'build',
        uri: 'data:text/html,x',
        outcome: 'cancel',
      },
      fairway: { revision: SHA, branch: 'main', trigger: 'push', attempt: 2 },
    },
    [
      {
        ...{ ...run, status: 'completed', conclusion: 'cancelled', attempt: 2 },
        ...{ completedAt: AT, revision: SHA, branch: 'main', trigger: 'push' },
      },
    ],
  ],
  [
    'change.created',
    { kind: 'change.created', ...ofChange },
    [{ ...change, state: 'open' }],
  ],
  [
    'change.merged',
    {
      kind: 'change.merged',
      ...ofChange,
      fairway: {
        ...{ title: 'Pay twice', revision: SHA, revisions: ['a2', SHA] },
        firstCommittedAt: '2026-01-05T10:00:00Z',
      },
    },
    [
      {
        ...{ ...change, state: 'merged', title: 'Pay twice', mergedAt: AT },
        ...{ mergeRevision: SHA, revisions: ['a2', SHA] },
        firstCommittedAt: '2026-01-05T10:00:00.000Z',
      },
    ],
  ],
  [
    'change.merged, of a repository that no URL tells',
    {
      kind: 'change.merged',
      subject: { id: SHA },
      content: { repository: { id: 'Checkout' } },
    },
    [
      {
        ...change,
        ...{
          project: 'cdevents/checkout',
          changeId: SHA,
          title: `Change ${SHA}`,
        },
        ...{ state: 'merged', mergedAt: AT, mergeRevision: SHA },
      },
    ],
  ],
  [
    'change.abandoned',
    { kind: 'change.abandoned', ...ofChange },
    [{ ...change, state: 'closed' }],
  ],
])('makes facts of %s', (_, given, expected) => {
  expect(factsOf(given)).toEqual(expected);
});

const example = event({
  kind: 'service.deployed',
  content: { ...production, artifactId: OCI },
});
const other = event({
  ...{ kind: 'incident.detected', ...ofIncident },
  context: { id: 'b' },
});

it('reads events in all three ways of CloudEvents, and knows each again', () => {
  const expected = {
    deliveryId: '/ci/jenkins 271069a8-fc18-44f1-b38f-9d70a1695819',
    topic: 'service.deployed',
  };
  const ways = [
    delivery(structured(example)),
    delivery({
      ...structured(example),
      data: undefined,
      data_base64: Buffer.from(JSON.stringify(example)).toString('base64'),
    }),
    binary(example),
    binary(example, { 'content-type': 'application/cdevents+json' }),
  ];
  for (const way of ways) {
    expect(accept(way)).toEqual(expected);
    expect(factsIn(way)).toEqual([deployed, succeeded]);
  }
  const batch = delivery([structured(example), structured(other)], {
    'content-type': BATCH,
  });
  expect(accept(batch)).toEqual({
    deliveryId: expect.stringMatching(/^[0-9a-f]{64}$/),
    topic: 'batch',
  });
  expect(factsIn(batch)).toHaveLength(3);
});

it('keeps the id of an event whatever its length and its characters', () => {
  const long = event({
    ...{
      kind: 'service.deployed',
      content: { ...production, artifactId: OCI },
    },
    context: { id: 'é'.repeat(300) },
  });
  expect(
    accept(binary(long, { 'ce-id': encodeURIComponent(long.context.id) }))
      .deliveryId,
  ).toMatch(/^[0-9a-f]{64}$/);
});

it('ignores what it does not gather', () => {
  const tested = event({ kind: 'testsuiterun.finished' });
  const foreign = {
    ...structured(example),
    type: 'dev.tekton.event.taskrun.started.v1',
    data: 7,
  };
  for (const given of [delivery(structured(tested)), delivery(foreign)]) {
    expect(accept(given).ignore).toBe('It holds no event that is gathered');
    expect(factsIn(given)).toEqual([]);
  }
});

it('takes either secret, and the token of who cannot sign', () => {
  const given = delivery(structured(example));
  const headers = { 'content-type': STRUCTURED };
  const signature = sign(String(given.body), OLD);
  for (const proof of [
    { 'x-fairway-signature': signature },
    { authorization: `Bearer ${TOKEN}` },
  ])
    expect(
      source.accept({ ...given, headers: { ...headers, ...proof } }).topic,
    ).toBe('service.deployed');
  const elsewhere = sourceOf({
    secrets: SECRET,
    signatureHeader: 'X-Hub-Signature-256',
  });
  expect(
    elsewhere.accept({
      ...given,
      headers: { ...headers, 'x-hub-signature-256': sign(String(given.body)) },
    }).topic,
  ).toBe('service.deployed');
});

it.each<[string, Record<string, string>]>([
  ['none', {}],
  ['an empty one', { 'x-fairway-signature': 'sha256=' }],
  [
    'one of another secret',
    { 'x-fairway-signature': sign('{}', 'the secret of others') },
  ],
  ['one of other bytes', { 'x-fairway-signature': sign('{} ') }],
  ['one in another header', { 'x-signature': sign('{}') }],
  ['a wrong token', { authorization: 'Bearer x' }],
  ['a secret as token', { authorization: `Bearer ${SECRET}` }],
])('refuses %s, before it reads anything', (_, headers) => {
  expect(() => source.accept({ headers, body: Buffer.from('{}') })).toThrow(
    'invalid signature',
  );
});

const bad = (given: Partial<Given>) =>
  delivery(structured(event({ kind: 'service.deployed', ...given })));

it.each<[string, ReturnType<typeof delivery>, string]>([
  [
    'no JSON',
    delivery(0, { 'content-type': STRUCTURED }, '{'),
    'body is not valid JSON',
  ],
  ['no CloudEvent', delivery({}), 'specversion'],
  [
    'another version',
    delivery({ ...structured(example), specversion: '0.3' }),
    'specversion',
  ],
  [
    'nothing of CloudEvents in the headers',
    binary(example, { 'ce-specversion': '' }),
    'ce-specversion: must be 1.0',
  ],
  ['no id', binary(example, { 'ce-id': '' }), 'ce-id: required'],
  [
    'headers of another event',
    binary(example, { 'ce-id': 'other' }),
    'context: id and type',
  ],
  [
    'an empty batch',
    delivery([], { 'content-type': BATCH }),
    'body: a list of 1 to 1000',
  ],
  [
    'too many',
    delivery(Array(1001).fill({}), { 'content-type': BATCH }),
    'body: a list of 1 to 1000',
  ],
  [
    'no context',
    delivery({ ...structured(example), data: {} }),
    'data.context',
  ],
  [
    'no moment',
    bad({ context: { timestamp: '2026-02-30T00:00:00Z' } }),
    'data.context.timestamp',
  ],
  [
    'no environment',
    bad({ content: { artifactId: OCI } }),
    'subject.content.environment',
  ],
  ['no artifact', bad({ content: production }), 'subject.content.artifactId'],
  [
    'a field of ours that is wrong',
    bad({ content: production, fairway: { attempt: 0 } }),
    'customData.fairway.attempt',
  ],
])('refuses %s', (_, given, message) => {
  expect(() => accept(given)).toThrow(message);
});

it.each([
  ['nothing', {}, 'metrics.cdevents: secrets or tokens are required'],
  ['an empty secret', { secrets: '' }, 'metrics.cdevents.secrets'],
  ['three secrets', { secrets: [SECRET, OLD, SECRET] }, 'at most 2 secrets'],
  [
    'a header that would be kept',
    { secrets: SECRET, signatureHeader: 'X-Hub' },
    'metrics.cdevents.signatureHeader',
  ],
])('is not started with %s', (_, config, message) => {
  expect(() => sourceOf(config)).toThrow(message);
});

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const checkout = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'checkout',
    namespace: 'default',
    annotations: { 'fairway/cdevents-service': 'Checkout-API, checkout-jobs' },
  },
  spec: { type: 'service' },
};

const start = (cdevents: object | undefined, knex?: Knex) =>
  startTestBackend({
    features: [
      metricsPlugin,
      cdeventsModule,
      catalogServiceMock.factory({ entities: [checkout] }),
      ...(knex ? [mockServices.database.factory({ knex })] : []),
      mockServices.rootConfig.factory({ data: { metrics: { cdevents } } }),
    ],
  });

describe.each(databases.eachSupportedId())(
  'in a backend on %s',
  (id: TestDatabaseId) => {
    it('makes figures of what was deployed and what broke', async () => {
      const knex = await databases.init(id);
      const backend = await start({ secrets: SECRET }, knex);
      const post = (body: string, headers: Record<string, string>) =>
        request(backend.server)
          .post('/api/metrics/ingest/cdevents')
          .set({ 'x-fairway-signature': sign(body), ...headers })
          .serialize(text => text as any)
          .send(body);
      const events = [0, 1, 2, 3, 4].map(day =>
        event({
          kind: 'service.deployed',
          content: { ...production, artifactId: `build ${day}` },
          context: {
            id: `d${day}`,
            timestamp: `2026-01-0${day + 1}T10:00:00Z`,
          },
        }),
      );
      const [first, ...rest] = events;
      const body = JSON.stringify(first);
      const { context } = first;
      const asBinary = {
        ...{ 'content-type': 'application/json', 'ce-specversion': '1.0' },
        ...{ 'ce-id': context.id, 'ce-type': context.type },
        'ce-source': context.source,
      };
      const batch = JSON.stringify([
        ...rest.map(structured),
        structured(
          event({
            ...{ kind: 'incident.detected', ...ofIncident },
            context: { timestamp: '2026-01-05T11:00:00Z' },
          }),
        ),
      ]);
      const refused = await post(body, {
        ...asBinary,
        'x-fairway-signature': '',
      });
      expect([refused.status, refused.body.error.message]).toEqual([
        ...[401, 'invalid signature'],
      ]);
      const answers = [
        await post(body, asBinary),
        await post(JSON.stringify(structured(first)), {
          'content-type': STRUCTURED,
        }),
        await post(batch, { 'content-type': BATCH }),
      ];
      expect(answers.map(answer => answer.body.status)).toEqual([
        ...['accepted', 'duplicate', 'accepted'],
      ]);
      const answer = async () =>
        (
          await request(backend.server).get(
            '/api/metrics/entities/component/default/checkout?from=2026-01-01T00:00:00Z&to=2026-01-31T00:00:00Z',
          )
        ).body;
      for (
        let tries = 0;
        tries < 1000 &&
        (await answer()).figures.changeFailRate.value === undefined;
        tries++
      )
        await new Promise(done => setTimeout(done, 25));
      expect(await answer()).toMatchObject({
        counts: { deployments: 5, incidentsUnattributed: 0 },
        figures: { changeFailRate: { value: 0.2, n: 5 } },
      });
      await backend.stop();
    });
  },
);

it('does not let a backend start without a secret', async () => {
  await expect(start({})).rejects.toThrow('secrets or tokens are required');
});
