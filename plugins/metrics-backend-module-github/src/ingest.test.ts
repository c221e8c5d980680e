import {
  mockServices,
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { GithubSource } from './GithubSource';
import {
  componentOf,
  OLD_SECRET,
  sign,
  startGithubMetrics,
  until,
} from './__testUtils__/startGithubMetrics';
import { deploymentOf, JANUARY, statusOf } from './__testUtils__/payloads';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const GUID = 'f0d5a1c0-5d3e-11ef-8a2d-0242ac120002';
const one = { id: 1, sha: 'a' };
const body = JSON.stringify(deploymentOf(one));

describe.each(databases.eachSupportedId())(
  "GitHub's webhook on %s",
  (id: TestDatabaseId) => {
    let metrics: Awaited<ReturnType<typeof startGithubMetrics>>;

    beforeAll(async () => {
      metrics = await startGithubMetrics({
        knex: await databases.init(id),
        entities: ['acme/twice', 'acme/turned', 'acme/broken'].map(slug =>
          componentOf({ forge: 'https://github.com', slug }),
        ),
      });
    });
    afterAll(() => metrics.backend.stop());

    const counts = async (service: string) =>
      (await metrics.get(`/entities/component/default/${service}?${JANUARY}`))
        .counts;

    it.each<[string, string]>([
      ['none', ''],
      ['without a digest', 'sha256='],
      ['cut off', sign(body).slice(0, -2)],
      ['in upper case', `sha256=${sign(body).slice(7).toUpperCase()}`],
      ['of SHA-1', `sha1=${sign(body).slice(7, 47)}`],
      ['given twice', `${sign(body)}, ${sign(body)}`],
      ["with another repository's secret", sign(body, 'the secret of others')],
      ['of a body that differs by a byte', sign(`${body} `)],
    ])('refuses a signature %s', async (_, signature) => {
      const answer = await metrics.deliver('deployment', body, {
        'x-hub-signature-256': signature,
      });
      expect([answer.status, answer.body.error.message]).toEqual([
        401,
        'invalid signature',
      ]);
    });

    it('takes the secret of before while the new one is brought in', async () => {
      const answer = await metrics.deliver('deployment', body, {
        'x-hub-signature-256': sign(body, OLD_SECRET),
      });
      expect([answer.status, answer.body]).toEqual([
        202,
        { status: 'accepted' },
      ]);
    });

    it.each<[string, Record<string, string>, string]>([
      ['no event', { 'x-github-event': '' }, 'x-github-event'],
      [
        'no name of an event',
        { 'x-github-event': '../push' },
        'x-github-event',
      ],
      ['no delivery', { 'x-github-delivery': '' }, 'x-github-delivery'],
      ['no GUID', { 'x-github-delivery': '12' }, 'x-github-delivery'],
    ])('refuses %s', async (_, headers, field) => {
      const answer = await metrics.deliver('deployment', body, headers);
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toContain(field);
    });

    it.each<[string, string | Buffer]>([
      ['a trailing comma', '{"a":1,}'],
      ['a byte order mark', '\ufeff{}'],
      ['UTF-16', Buffer.from('{}', 'utf16le')],
      ['invalid UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
      ['nothing', ''],
      ['a list', '[]'],
      ['null', 'null'],
    ])('refuses a signed body that is %s', async (_, text) => {
      const answer = await metrics.deliver('push', text);
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toMatch(/^body is not/);
    });

    it('answers a ping, and says what it does not gather', async () => {
      const ping = await metrics.deliver('ping', { zen: 'Keep it simple.' });
      expect([ping.status, ping.body]).toEqual([200, { status: 'pong' }]);
      for (const [event, action] of [
        ['star', 'created'],
        ['never_heard_of', 'done'],
        ['deployment', 'vanished'],
        ['constructor', 'created'],
      ]) {
        const answer = await metrics.deliver(event, { action });
        expect([answer.status, answer.body.status]).toEqual([202, 'ignored']);
      }
    });

    it('takes a delivery once, and a second one of the same event without effect', async () => {
      const [deployment, success] = [
        deploymentOf({ ...one, slug: 'acme/twice' }),
        statusOf({ ...one, slug: 'acme/twice', state: 'success' }),
      ];
      await metrics
        .deliver('deployment', deployment, { 'x-github-delivery': GUID })
        .expect(202, { status: 'accepted' });
      await metrics
        .deliver('deployment', deployment, {
          'x-github-delivery': GUID.toUpperCase(),
        })
        .expect(202, { status: 'duplicate' });
      // Two hooks tell the same: F33.
      for (let hook = 0; hook < 2; hook++)
        await metrics
          .deliver('deployment_status', success)
          .expect(202, { status: 'accepted' });
      await metrics.settled();
      expect(await counts('twice')).toMatchObject({
        ...{ deployments: 1, redeploys: 0 },
      });
    });

    it('comes to the same figures in whatever order it is told', async () => {
      const turned = { ...one, slug: 'acme/turned' };
      for (const told of [
        { state: 'success', minute: 3 },
        { state: 'in_progress', minute: 2 },
      ])
        await metrics
          .deliver('deployment_status', statusOf({ ...turned, ...told }))
          .expect(202);
      await metrics.deliver('deployment', deploymentOf(turned)).expect(202);
      await metrics.settled();
      expect(await counts('turned')).toMatchObject({ deployments: 1 });
      const [found] = (
        await metrics.get(
          `/entities/component/default/turned/evidence?metric=deploymentFrequency&${JANUARY}`,
        )
      ).items;
      expect(found).toMatchObject({
        finishedAt: '2026-01-05T10:03:00.000Z',
        kind: 'planned',
      });
    });

    it('keeps what belongs to nobody, and counts it', async () => {
      const elsewhere = deploymentOf({ ...one, slug: 'acme/secret' });
      await metrics.deliver('deployment', elsewhere).expect(202);
      await metrics.settled();
      const { items } = await metrics.get('/unmatched');
      expect(items.map(({ project }: any) => project)).toContain(
        'github.com/acme/secret',
      );
    });

    it('says which field it does not understand, and goes on with others', async () => {
      const slug = 'acme/broken';
      const broken = deploymentOf({ ...one, slug });
      Object.assign(broken.deployment, { sha: 7 });
      await metrics.deliver('deployment', broken).expect(202);
      const good = statusOf({ id: 2, sha: 'b', state: 'success', slug });
      await metrics.deliver('deployment_status', good).expect(202);
      await until('the good one', async () => {
        const { deployments } = await counts('broken');
        return deployments === 1;
      });
      expect(JSON.stringify(metrics.warnings)).toContain(
        'deployment.sha: Invalid input',
      );
    });
  },
);

it.each<[object, string]>([
  [{}, 'metrics.github.webhookSecrets: a secret is required'],
  [{ webhookSecrets: [] }, 'metrics.github.webhookSecrets: a secret'],
  [{ webhookSecrets: 'short' }, 'metrics.github.webhookSecrets: a secret has'],
  [
    { webhookSecrets: OLD_SECRET, backfill: { days: 0 } },
    'metrics.github.backfill: a duration longer than nothing',
  ],
  [
    { webhookSecrets: OLD_SECRET, catalogRepositories: ['acme/catalog'] },
    'metrics.github.catalogRepositories: "acme/catalog" must read host/owner/name',
  ],
])('does not start with %j', (github, message) => {
  expect(() =>
    GithubSource.fromConfig(new ConfigReader({ metrics: { github } }), {
      logger: mockServices.logger.mock(),
    }),
  ).toThrow(message);
});
