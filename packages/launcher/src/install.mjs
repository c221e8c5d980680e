import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { step, upToDate } from './report.mjs';
import { runToEnd } from './run.mjs';
import { fingerprint, onceFor } from './stamp.mjs';
import {
  ensureNode,
  ensureYarn,
  toolEnvironment,
  yarnScript,
} from './toolchain.mjs';

/**
 * Brings what is missing of Node 24, yarn and the packages, and returns the environment in which everything else runs.
 * The packages need yarn only, which runs on the machine's own Node: Node 24 arrives meanwhile.
 */
export async function ensureReady() {
  const node = ensureNode();
  await Promise.all([node, ensureYarn().then(installPackages)]);
  return toolEnvironment();
}

/** Installs the packages exactly as yarn.lock says, unless that was done for this very lock file. */
async function installPackages() {
  const manifests = [];
  for (const folder of ['packages', 'plugins'])
    for (const name of await readdir(join(root, folder)))
      manifests.push(`${folder}/${name}/package.json`);
  const print = await fingerprint([
    'package.json',
    'yarn.lock',
    '.yarnrc.yml',
    ...manifests,
  ]);
  const changed = await onceFor('install', print, () =>
    step('Packages installed as yarn.lock says', () => runYarnInstall(TRIES)),
  );
  if (!changed) upToDate('Packages installed as yarn.lock says');
}

// A fetch that yarn itself tries again can end it with an error of its own. So it has one try at each, and the whole is
// run again instead: what has arrived is in its cache and is not fetched twice.
const TRIES = 3;

async function runYarnInstall(tries) {
  try {
    await runToEnd({
      command: process.execPath,
      args: [
        // Package after package passes through memory: room for it saves most of the collector's work.
        '--max-semi-space-size=64',
        ...[yarnScript, 'install', '--immutable'],
      ],
      env: {
        ...process.env,
        YARN_HTTP_RETRY: '0',
        // Threads that write files get into each other's way in the same folders: one alone is faster.
        UV_THREADPOOL_SIZE: '1',
      },
      log: 'install',
      what: 'Installing the packages',
    });
  } catch (problem) {
    if (tries === 1 || !problem.network) throw problem;
    await runYarnInstall(tries - 1);
  }
}
