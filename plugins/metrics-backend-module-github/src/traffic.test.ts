import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { startSandbox } from '@fairway/sandbox';
import { pointWebhook } from './__testUtils__/pointWebhook';
import { ReleasedService } from './__testUtils__/ReleasedService';
import {
  componentOf,
  SECRET,
  startGithubMetrics,
  untilTomorrow,
} from './__testUtils__/startGithubMetrics';

jest.setTimeout(300_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

/** The server again, and different from the first. */
const FIXED = `
const { PORT, HOST } = process.env;
require('node:http').createServer((_, res) => res.end('fixed')).listen(PORT, HOST);
process.on('SIGTERM', () => process.exit(0));
`;

const median = (values: number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
};
const seconds = (from: number, to: number) => Math.round((to - from) / 1000);

describe.each(databases.eachSupportedId())(
  "the sandbox's own traffic on %s",
  (id: TestDatabaseId) => {
    const cleanups: (() => Promise<unknown>)[] = [];

    afterEach(async () => {
      for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
    });

    it('gives the figures that are worked out by hand', async () => {
      const stateDir = await mkdtemp(join(tmpdir(), 'metrics-traffic-'));
      cleanups.push(() => rm(stateDir, { recursive: true, force: true }));
      const sandbox = await startSandbox({
        stateDir,
        seed: false,
        webhook: { url: 'http://localhost:9/', secret: SECRET },
      });
      cleanups.push(() => sandbox.stop());
      const { host, apiBaseUrl, token } = sandbox;
      const metrics = await startGithubMetrics({
        knex: await databases.init(id),
        entities: [componentOf({ forge: sandbox.url, slug: 'acme/shop' })],
        forge: { host, apiBaseUrl, token },
      });
      cleanups.push(() => metrics.backend.stop());
      await pointWebhook(sandbox, metrics.webhookUrl);

      // Created, and first in staging, then promoted.
      const shop = await ReleasedService.create(sandbox, 'shop');
      const first = await shop.addWorkflow();
      await shop.deploy(first, 'staging');
      await shop.deploy(first, 'production');
      // Deployed with two commits, then with one.
      const alone = await shop.commit('one.txt', '1');
      const second = await shop.release('two.txt', '2');
      await shop.deploy(second, 'production');
      const third = await shop.release('three.txt', '3');
      await shop.deploy(third, 'production');
      // One that never serves.
      const broken = await shop.release('server.js', 'process.exit(1)');
      await shop.deploy(broken, 'production', 'failure');
      // Rolled back to the second.
      await shop.deploy(second, 'production');
      // Put right in staging first, and promoted.
      const good = await shop.release('server.js', FIXED);
      await shop.deploy(good, 'staging');
      await shop.deploy(good, 'production');

      await metrics.settled();
      const deployments = await shop.deployments('production');
      expect(deployments.map(({ revision }) => revision)).toEqual(
        [first, second, third, broken, second, good].map(
          release => release.revision,
        ),
      );
      const [, v2, v3, v4, v2again, v5] = deployments;
      expect(v4.succeededAt).toBeUndefined();
      const lead = async (revision: string, at: number) =>
        seconds(await shop.committedAt(revision), at);
      const leads = [
        await lead(alone, v2.succeededAt!),
        await lead(second.revision, v2.succeededAt!),
        await lead(third.revision, v3.succeededAt!),
        // What the broken one held got to production with the next good one.
        await lead(broken.revision, v5.succeededAt!),
        await lead(good.revision, v5.succeededAt!),
      ];

      const answer = await metrics.get(
        `/entities/component/default/shop?${untilTomorrow()}`,
      );
      expect(answer.counts).toMatchObject({
        ...{ deployments: 5, redeploys: 0, failedRollouts: 1 },
        ...{ changes: 5, incidentsUnattributed: 0 },
      });
      expect(answer.figures.changeLeadTime).toMatchObject({
        n: 5,
        value: median(leads),
        method: 'exact',
      });
      expect(answer.figures.changeFailRate).toMatchObject({
        ...{ value: 1 / 5, n: 5, count: 1 },
      });
      expect(answer.figures.deploymentReworkRate).toMatchObject({
        ...{ value: 1 / 5, n: 5, count: 1 },
      });
      expect(answer.figures.failedDeploymentRecoveryTime).toMatchObject({
        value: seconds(v3.succeededAt!, v2again.succeededAt!),
        ...{ n: 1, open: 0 },
      });

      // Nothing was told but by webhooks; comparing changes nothing.
      await metrics.reconcile();
      const compared = await metrics.get(
        `/entities/component/default/shop?${untilTomorrow()}`,
      );
      expect(compared.figures).toEqual(answer.figures);
      expect(compared.counts).toEqual(answer.counts);
      expect(metrics.warnings).toEqual([]);
      expect(new Set(metrics.published.map(({ topic }) => topic))).toEqual(
        new Set([
          'github',
          ...[
            'deployment',
            'deployment_status',
            'push',
            'repository',
            'workflow_run',
          ].map(event => `github.${event}`),
        ]),
      );
    });
  },
);
