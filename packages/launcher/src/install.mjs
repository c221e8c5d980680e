import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { node, root } from './paths.mjs';
import { step, upToDate } from './report.mjs';
import { runToEnd } from './run.mjs';
import { fingerprint, onceFor } from './stamp.mjs';

/** Installs the packages exactly as yarn.lock says, unless that was done for this very lock file. */
export async function ensureInstalled(environment) {
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
    step('Packages installed as yarn.lock says', () =>
      runToEnd({
        command: node,
        args: [environment.FAIRWAY_YARN, 'install', '--immutable'],
        env: environment,
        log: 'install',
        what: 'Installing the packages',
      }),
    ),
  );
  if (!changed) upToDate('Packages installed as yarn.lock says');
}
