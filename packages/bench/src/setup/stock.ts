import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Command, secondsOf } from './process';

/** The stock Backstage app of our release, made in this very run, and the seconds that its install and build took. */
export interface Stock {
  folder: string;
  installSeconds: number;
  installNoScriptsSeconds: number;
  buildSeconds: number;
  start: Command;
  port: number;
}

/**
 * Makes the stock app anew with the tool that FAIRWAY_STOCK_TOOL names, so that both sides meet the same machine in the
 * same minutes. The tool keeps an app in `$FAIRWAY_STOCK_APP` with `app/`, `prod/`, `node/` and `times.json`.
 */
export async function makeStock(root: string): Promise<Stock> {
  const tool =
    process.env.FAIRWAY_STOCK_TOOL ??
    resolve(root, '../shared/tools/stock-app');
  const folder = await mkdtemp(join(tmpdir(), 'fairway-stock-'));
  await promisify(execFile)(tool, [], {
    env: { ...process.env, FAIRWAY_STOCK_APP: folder },
  });
  const times = JSON.parse(await readFile(join(folder, 'times.json'), 'utf8'));
  const { command: start, port } = stockCommand(folder);
  return {
    folder,
    installSeconds: times.installSeconds,
    installNoScriptsSeconds: await installWithoutScripts(folder, start.env),
    buildSeconds: times.buildSeconds,
    port,
    start,
  };
}

/** How the stock app in a folder is started, and the port it takes. */
export function stockCommand(folder: string): {
  command: Command;
  port: number;
} {
  const configs = ['app-config.yaml', '../app-config.bench.yaml'];
  return {
    port: 7107,
    command: {
      command: `${folder}/node/bin/node`,
      args: [
        '--no-node-snapshot',
        'packages/backend',
        ...configs.flatMap(config => ['--config', config]),
      ],
      cwd: join(folder, 'prod'),
      env: {
        ...process.env,
        PATH: `${folder}/node/bin:${process.env.PATH}`,
        NODE_ENV: 'production',
      },
    },
  };
}

async function installWithoutScripts(
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const copy = join(folder, 'no-scripts');
  await cp(join(folder, 'app'), copy, {
    recursive: true,
    filter: source =>
      !/\/(node_modules|dist|dist-types)(\/|$)/.test(
        source.slice(folder.length),
      ),
  });
  const seconds = await secondsOf({
    command: join(folder, 'node/bin/yarn'),
    args: ['install'],
    cwd: copy,
    env: {
      ...env,
      NODE_ENV: 'development',
      YARN_ENABLE_SCRIPTS: 'false',
      YARN_ENABLE_GLOBAL_CACHE: 'false',
      YARN_CACHE_FOLDER: join(copy, 'yarn-cache'),
    },
  });
  return seconds;
}
