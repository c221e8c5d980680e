import {
  type Locator,
  type Page,
  expect,
  test as base,
} from '@playwright/test';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
// The launcher is no package to depend on: it runs before anything is installed.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import {
  serviceEnvironment,
  startPortal,
  startSandbox,
} from '../../launcher/src/services.mjs';
import { journeyDatabase } from './database';

const root = resolve(__dirname, '../../..');
const PORT = '7307';
const FORGE_PORT = '7390';

/** One portal and one sandbox with state of their own. */
export interface Fairway {
  url: string;
  forgeUrl: string;
  /** Ends both as a power cut would, and starts them again on the same state. */
  powerCut(): Promise<void>;
}

/** A journey makes a handful of deployments: what it takes for a figure is one, and not five; nor does it wait a minute. */
async function journeyConfig(folder: string) {
  const file = join(folder, 'app-config.journey.yaml');
  const settings = {
    metrics: { minimumSample: 1 },
    adoption: { minimumSample: 1, reconcileEvery: { seconds: 5 } },
  };
  await writeFile(file, JSON.stringify(settings));
  return file;
}

async function startFairway() {
  const folder = await mkdtemp(join(tmpdir(), 'fairway-journey-'));
  const database = await journeyDatabase(folder);
  const config = await journeyConfig(folder);
  const environment = await serviceEnvironment(
    {
      ...process.env,
      FAIRWAY_PORT: PORT,
      FAIRWAY_FORGE_PORT: FORGE_PORT,
      FAIRWAY_DEPLOY_PORTS: '8300-8399',
      FAIRWAY_LOGS: join(folder, 'logs'),
    },
    join(folder, 'state'),
  );
  const startBoth = async () => [
    await startSandbox(environment),
    await startPortal(environment, {
      configs: ['app-config.yaml', config, ...database.configs],
    }),
  ];
  let [sandbox, portal] = await startBoth();
  return {
    url: `http://localhost:${PORT}`,
    forgeUrl: `http://localhost:${FORGE_PORT}`,
    async powerCut() {
      await Promise.all([portal.kill(), sandbox.kill()]);
      [sandbox, portal] = await startBoth();
    },
    async stop() {
      await portal.stop();
      await sandbox.stop();
      await database.drop();
      await cp(join(folder, 'logs'), resolve(root, '.fairway/results/logs'), {
        recursive: true,
      });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const test = base.extend<object, { fairway: Fairway }>({
  fairway: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
    async ({}, provide) => {
      const fairway = await startFairway();
      await provide(fairway);
      await fairway.stop();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  baseURL: async ({ fairway }, provide) => provide(fairway.url),
});

export { expect };
export type { Locator, Page };
