import { generateKeyPairSync } from 'node:crypto';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { ReconcileContext } from '@fairway/plugin-metrics-node';
import { startFakeForge } from '../__testUtils__/fakeForge';
import { GithubSource } from '../GithubSource';

jest.setTimeout(120_000);

const privateKey = () =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
    ...{ type: 'pkcs8', format: 'pem' },
  }) as string;

const ofToken = () => ({ token: 't' });
const ofApp = () => ({
  apps: [
    {
      ...{ appId: 1, privateKey: privateKey(), webhookSecret: 'w' },
      ...{ clientId: 'c', clientSecret: 's' },
    },
  ],
});

describe('a forge that takes requests', () => {
  let forge: Awaited<ReturnType<typeof startFakeForge>>;
  const completed: string[] = [];
  const gaps: ({ since: Date; reason: string } | undefined)[] = [];
  const logger = mockServices.logger.mock();

  beforeEach(async () => {
    forge = await startFakeForge();
    for (const list of [completed, gaps]) list.length = 0;
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await forge.stop();
  });

  const start = (credentials: object) =>
    GithubSource.fromConfig(
      new ConfigReader({
        integrations: {
          github: [{ host: forge.host, apiBaseUrl: forge.url, ...credentials }],
        },
        metrics: { github: { webhookSecrets: 'a secret of the tests' } },
      }),
      { logger },
    );
  const contextOf = (...slugs: string[]): ReconcileContext => ({
    projects: slugs.map(slug => ({
      project: `${forge.host}/${slug}`,
      entityRefs: [],
    })),
    sink: {
      record: async () => {},
      reportGap: async (_, gap) => void gaps.push(gap),
    },
    signal: new AbortController().signal,
    missing: async () => [],
    received: async () => new Set<string>(),
    completed: async project => void completed.push(project),
  });
  /** Thirty seconds are three for the tests. */
  const hurry = () => {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    return jest
      .spyOn(AbortSignal, 'timeout')
      .mockImplementation(milliseconds => timeout(milliseconds / 10));
  };

  it.each(['silent', 'dripping'] as const)(
    'and is %s is left at the deadline, others are asked, and the next round goes on',
    async stalls => {
      forge.addRepository('acme/good');
      forge.on('GET /repos/acme/stuck', () => ({
        ...{ stalls, headers: { etag: '"1"' } },
      }));
      const source = start(ofToken());
      const deadline = hurry();
      await source.reconcile(contextOf('acme/stuck', 'acme/good'));
      expect(completed).toEqual([`${forge.host}/acme/good`]);
      expect(gaps.at(-1)!.reason).toBe(
        `${forge.host} did not answer within 30 seconds`,
      );
      expect(deadline).toHaveBeenCalledWith(30_000);
      deadline.mockRestore();

      forge.addRepository('acme/stuck');
      let wasKnown = false;
      forge.on('GET /repos/acme/stuck', (_, { headers }) => {
        wasKnown ||= headers['if-none-match'] !== undefined;
        return { body: { html_url: forge.url, default_branch: 'main' } };
      });
      completed.length = 0;
      await source.reconcile(contextOf('acme/stuck', 'acme/good'));
      expect([...completed].sort()).toEqual([
        ...[`${forge.host}/acme/good`, `${forge.host}/acme/stuck`],
      ]);
      expect(gaps.at(-1)).toBeUndefined();
      // What was cut off is not taken for the whole.
      expect(wasKnown).toBe(false);
    },
  );

  it('and answers none is asked three times and no more in one round', async () => {
    const slugs = Array.from({ length: 20 }, (_, index) => `acme/s${index}`);
    for (const operation of [
      'GET /orgs/acme/hooks',
      ...slugs.map(slug => `GET /repos/${slug}`),
    ])
      forge.on(operation, () => ({ stalls: 'silent' }));
    const source = start(ofToken());
    hurry();
    await source.reconcile(contextOf(...slugs));
    expect(forge.count()).toBe(3);
    expect(gaps.at(-1)!.reason).toMatch(`${forge.host} answers nothing`);
  });

  it('and keeps the token of an app to itself holds up nothing either', async () => {
    forge.on('GET /app/installations', () => ({ stalls: 'silent' }));
    const source = start(ofApp());
    hurry();
    await source.reconcile(contextOf('acme/stuck'));
    expect(gaps.at(-1)!.reason).toBe(
      `${forge.host} did not answer within 30 seconds`,
    );
  });
});
