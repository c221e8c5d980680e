import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startSandbox } from '@fairway/sandbox';
import { freePort } from './freePort';
import { waitFor } from './waitFor';

const ROOT = resolve(__dirname, '../../../..');

export interface Portal {
  url: string;
  /** The sandbox's address. */
  forge: string;
  /** The portal's token at the forge. */
  forgeToken: string;
  webhookSecret: string;
  /** The ids of all plugins that it started. */
  plugins: string[];
  /** Everything it has written to its log. */
  log(): string;
  stop(): Promise<void>;
}

/**
 * Starts the whole portal as `npm start` does, as a process of its own on the
 * configuration of the laptop, and the sandbox beside it.
 */
export async function startPortal(options: {
  /** An empty folder for its state. */
  folder: string;
  /** Laid over app-config.yaml. */
  config: object;
}): Promise<Portal> {
  const { folder, config } = options;
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const oauth = { clientId: 'portal', clientSecret: 'portal-client-secret' };
  const webhookSecret = 'a secret between forge and portal';
  const sandbox = await startSandbox({
    stateDir: join(folder, 'sandbox'),
    oauth: { ...oauth, callbackUrls: [`${url}/api/auth/github/handler/frame`] },
    webhook: {
      url: `${url}/api/metrics/ingest/github`,
      secret: webhookSecret,
    },
    runner: false,
    deployTarget: false,
  });
  const overlay = join(folder, 'app-config.test.json');
  await writeFile(overlay, JSON.stringify(config));
  const child = spawn(
    process.execPath,
    [
      ...['-r', '@backstage/cli/config/nodeTransform.cjs'],
      'packages/backend/src/index.ts',
      ...['--config', 'app-config.yaml', '--config', overlay],
    ],
    {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        FAIRWAY_PORT: String(port),
        FAIRWAY_FORGE_PORT: new URL(sandbox.url).port,
        FAIRWAY_STATE: folder,
        FAIRWAY_FORGE_TOKEN: sandbox.token,
        FAIRWAY_OAUTH_CLIENT_ID: oauth.clientId,
        FAIRWAY_OAUTH_CLIENT_SECRET: oauth.clientSecret,
        FAIRWAY_SESSION_SECRET: 'a secret that protects the session',
        FAIRWAY_WEBHOOK_SECRET: webhookSecret,
      },
    },
  );
  let output = '';
  child.stdout.on('data', chunk => (output += chunk));
  child.stderr.on('data', chunk => (output += chunk));
  const exit = once(child, 'exit');

  const stop = async () => {
    child.kill();
    await exit;
    await sandbox.stop();
  };
  try {
    await waitFor('the portal to be ready', async () => {
      if (child.exitCode !== null) {
        throw new Error(`The portal ended:\n${output}`);
      }
      const health = `${url}/.backstage/health/v1/readiness`;
      return await fetch(health).then(
        ({ ok }) => ok,
        () => false,
      );
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    forge: sandbox.url,
    forgeToken: sandbox.token,
    webhookSecret,
    plugins: pluginsIn(output),
    log: () => output,
    stop,
  };
}

function pluginsIn(output: string): string[] {
  const [, list] = /Plugin initialization started: (.*)/.exec(output) ?? [];
  return [...(list ?? '').matchAll(/'([a-z-]+)'/g)].map(([, id]) => id);
}
