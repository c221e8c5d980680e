import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { type Sandbox, startSandbox } from '@fairway/sandbox';
import { Octokit } from '@octokit/rest';
import { Deployer } from './__testUtils__/Deployer';
import { pointWebhook } from './__testUtils__/pointWebhook';
import {
  componentOf,
  SECRET,
  startGithubMetrics,
  until,
  untilTomorrow,
} from './__testUtils__/startGithubMetrics';

jest.setTimeout(180_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

/** Nobody listens there. */
const NOWHERE = 'http://localhost:9/api/metrics/ingest/github';

describe.each(databases.eachSupportedId())(
  'what the webhook did not tell, on %s',
  (id: TestDatabaseId) => {
    let sandbox: Sandbox;
    let octokit: Octokit;
    let metrics: Awaited<ReturnType<typeof startGithubMetrics>>;
    const cleanups: (() => Promise<unknown>)[] = [];

    beforeAll(async () => {
      const stateDir = await mkdtemp(join(tmpdir(), 'metrics-outage-'));
      cleanups.push(() => rm(stateDir, { recursive: true, force: true }));
      sandbox = await startSandbox({
        stateDir,
        seed: false,
        runner: false,
        deployTarget: false,
        webhook: { url: NOWHERE, secret: SECRET },
      });
      cleanups.push(() => sandbox.stop());
      const { host, apiBaseUrl, token } = sandbox;
      octokit = new Octokit({ baseUrl: apiBaseUrl, auth: token });
      metrics = await startGithubMetrics({
        knex: await databases.init(id),
        entities: ['acme/lost', 'acme/old', 'acme/pulled', 'acme/gone'].map(
          slug => componentOf({ forge: sandbox.url, slug }),
        ),
        forge: { host, apiBaseUrl, token },
      });
      cleanups.push(() => metrics.backend.stop());
    });
    afterAll(async () => {
      for (const cleanup of cleanups.reverse()) await cleanup();
    });

    const read = (service: string) =>
      metrics.get(`/entities/component/default/${service}?${untilTomorrow()}`);
    /** How far the data reach is kept for half a second. */
    const gap = (service: string, there: boolean) =>
      until(there ? 'a gap' : 'the gap to be closed', async () => {
        const { gaps } = (await read(service)).freshness;
        return gaps.some(({ title }: any) => title === 'GitHub') === there;
      });
    const redeliveries = () =>
      sandbox.counts()[
        'POST /orgs/{org}/hooks/{hook_id}/deliveries/{delivery_id}/attempts'
      ] ?? 0;
    /** All that was sent so far has been answered, or not. */
    const sent = async () => {
      const { data: hooks } = await octokit.rest.orgs.listWebhooks({
        org: 'acme',
      });
      await until('the deliveries to be made', async () => {
        const { data } = await octokit.rest.orgs.listWebhookDeliveries({
          org: 'acme',
          hook_id: hooks[0].id,
          per_page: 100,
        });
        return data.every(delivery => delivery.status_code);
      });
    };

    it('is read from the history the first time that a repository is bound', async () => {
      const old = await Deployer.create(octokit, 'old');
      const first = await old.commit('one');
      await old.deploy(first);
      await old.commit('two');
      const third = await old.commit('three');
      await old.deploy(third);
      await sent();

      await metrics.reconcile();
      const { counts } = await read('old');
      expect(counts).toMatchObject({ deployments: 2, changes: 2 });
      // What failed was asked for again, and failed again.
      await gap('old', true);
      expect(redeliveries()).toBeGreaterThan(0);
      const asked = redeliveries();
      await sent();
      await metrics.reconcile();
      expect(redeliveries()).toBeGreaterThan(asked);
      await sent();
      // In the end it is read from the list, and nothing is missing any more.
      await metrics.reconcile();
      await gap('old', false);
      expect((await read('old')).counts).toEqual(counts);
    });

    it('is filled after the receiver was down, and said to be missing until then', async () => {
      await pointWebhook(sandbox, metrics.webhookUrl);
      const lost = await Deployer.create(octokit, 'lost');
      const first = await lost.commit('one');
      await lost.deploy(first);
      await sent();
      await metrics.settled();
      expect((await read('lost')).counts.deployments).toBe(1);

      await pointWebhook(sandbox, NOWHERE);
      const second = await lost.commit('two');
      await lost.deploy(second);
      await lost.deploy(first);
      const broken = await lost.commit('broken');
      await lost.deploy(broken, 'failure');
      await sent();
      await metrics.settled();
      expect((await read('lost')).counts.deployments).toBe(1);

      await pointWebhook(sandbox, metrics.webhookUrl);
      const before = redeliveries();
      await metrics.reconcile();
      const { counts, figures } = await read('lost');
      expect(counts).toMatchObject({
        ...{ deployments: 3, failedRollouts: 1, changes: 1 },
      });
      expect(figures.deploymentReworkRate).toMatchObject({ count: 1, n: 3 });
      await gap('lost', true);
      expect(redeliveries()).toBeGreaterThan(before);
      await sent();
      await metrics.settled();

      const asked = redeliveries();
      await metrics.reconcile();
      await gap('lost', false);
      const healed = await read('lost');
      expect(healed.counts).toEqual(counts);
      expect(healed.figures).toEqual(figures);
      expect(redeliveries()).toBe(asked);
    });

    it('tells when the first commit of a pull request was made, also where it was squashed', async () => {
      const pulled = await Deployer.create(octokit, 'pulled');
      const first = await pulled.commit('one');
      await pulled.deploy(first);
      const { merged, firstCommit } = await pulled.squash(['two', 'three']);
      await pulled.deploy(merged);
      await sent();
      await metrics.settled();
      await metrics.fill();
      const { figures } = await read('pulled');
      const [, deployed] = await pulled.successes();
      expect(figures.changeLeadTime).toMatchObject({
        n: 1,
        value: Math.round((deployed - firstCommit) / 1000),
      });
      // What is known is not asked for again.
      const asked = sandbox.counts();
      await metrics.fill();
      await metrics.reconcile();
      for (const operation of [
        'GET /repos/{owner}/{repo}/pulls/{pull_number}',
        'GET /repos/{owner}/{repo}/pulls/{pull_number}/commits',
        'GET /repos/{owner}/{repo}/compare/{basehead}',
      ])
        expect([operation, sandbox.counts()[operation]]).toEqual([
          operation,
          asked[operation],
        ]);
    });

    it('takes issues for incidents, told by the webhook or read later', async () => {
      const lost = { owner: 'acme', repo: 'lost' };
      const open = async (title: string) => {
        const { data } = await octokit.rest.issues.create({
          ...{ ...lost, title, labels: ['incident'] },
        });
        return { ...lost, issue_number: data.number };
      };
      const told = await open('Tills are stuck');
      await sent();
      await metrics.settled();
      // It is laid to the rollback, the last one before it; so that is no remedy for what it replaced any more.
      const { failedDeploymentRecoveryTime: stuck } = (await read('lost'))
        .figures;
      expect(stuck).toMatchObject({ n: 0, open: 2 });

      await pointWebhook(sandbox, NOWHERE);
      const silent = await open('Tills are slow');
      for (const issue of [told, silent])
        await octokit.rest.issues.update({ ...issue, state: 'closed' });
      await sent();
      await metrics.reconcile();
      const { failedDeploymentRecoveryTime: healed } = (await read('lost'))
        .figures;
      expect(healed).toMatchObject({ n: 1, open: 1 });
      const { items } = await metrics.get(
        `/entities/component/default/lost/evidence?metric=incidents&${untilTomorrow()}`,
      );
      expect(
        items.map(({ title, method }: any) => [title, method]).sort(),
      ).toEqual([
        ['Tills are slow', 'window'],
        ['Tills are stuck', 'window'],
      ]);
      await pointWebhook(sandbox, metrics.webhookUrl);
      await metrics.reconcile();
      await sent();
    });

    it('leaves out a repository that is not there, and says nothing is missing', async () => {
      await metrics.reconcile();
      await gap('gone', false);
      // Facts were read from the list; what the catalog should have heard was not.
      expect(metrics.warnings).toEqual([
        [
          'A delivery for the catalog was lost',
          expect.objectContaining({ event: 'repository' }),
        ],
      ]);
    });
  },
);
