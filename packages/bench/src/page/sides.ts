import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { startUntilUsable } from '../setup/process';
import { stockCommand } from '../setup/stock';
import { OWNER } from './data';

const root = resolve(__dirname, '../../../..');
const PORT = 7407;
const FORGE_PORT = 7490;

/** One of the two that are compared. */
export interface Side {
  name: 'ours' | 'stock';
  url: string;
  /** The catalog page, narrowed down to one owner's components. */
  address: string;
  signIn(page: Page): Promise<void>;
  stop(): Promise<void>;
}

/** The launcher is no package to depend on: it runs before anything is installed. */
const launcher = (): Promise<{
  serviceEnvironment(
    environment: NodeJS.ProcessEnv,
    state: string,
  ): Promise<NodeJS.ProcessEnv>;
  startSandbox(environment: NodeJS.ProcessEnv): Promise<unknown>;
  startPortal(
    environment: NodeJS.ProcessEnv,
    options: { configs: string[] },
  ): Promise<unknown>;
  stopServices(): Promise<void>;
}> => import('../../../launcher/src/services.mjs' as string);

/** Portal and sandbox, as `npm start` starts them, with a state of their own. */
export async function startOurs(folder: string, data: string): Promise<Side> {
  const services = await launcher();
  const environment = await services.serviceEnvironment(
    {
      ...process.env,
      FAIRWAY_PORT: String(PORT),
      FAIRWAY_FORGE_PORT: String(FORGE_PORT),
      FAIRWAY_LOGS: join(folder, 'logs'),
    },
    join(folder, 'state'),
  );
  await services.startSandbox(environment);
  await services.startPortal(environment, {
    configs: ['app-config.yaml', data],
  });
  const url = `http://localhost:${PORT}`;
  return {
    name: 'ours',
    url,
    address: `${url}/catalog?${new URLSearchParams({ owner: OWNER })}`,
    async signIn(page) {
      const home = page.getByRole('heading', { level: 1, name: 'Home' });
      // People are known once the catalog has read the organisation.
      for (let tries = 0; tries < 8 && !(await home.isVisible()); tries++) {
        await page.goto(url);
        await page.getByRole('button', { name: 'Sign in with GitHub' }).click();
        await page.getByRole('button', { name: /dana/i }).click();
        await home.waitFor({ timeout: 10_000 }).catch(() => undefined);
      }
      await home.waitFor();
    },
    stop: services.stopServices,
  };
}

/** The stock app, which the tool that FAIRWAY_STOCK_TOOL names has made for production. */
export async function startStock(data: string): Promise<Side> {
  const tool =
    process.env.FAIRWAY_STOCK_TOOL ??
    resolve(root, '../shared/tools/stock-app');
  const { stdout } = await promisify(execFile)(tool, []);
  const { command, port } = stockCommand(stdout.trim());
  const running = await startUntilUsable(
    { ...command, args: [...command.args, '--config', data] },
    port,
  );
  const url = `http://localhost:${port}`;
  const filters = new URLSearchParams({
    'filters[kind]': 'component',
    'filters[user]': 'all',
    'filters[owners]': OWNER,
  });
  return {
    name: 'stock',
    url,
    address: `${url}/?${filters}`,
    async signIn(page) {
      await page.goto(url);
      await page.getByRole('button', { name: 'Enter' }).click();
      await page.getByRole('table').first().waitFor();
    },
    stop: running.stop,
  };
}
