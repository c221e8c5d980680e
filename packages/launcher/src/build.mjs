import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { node, root } from './paths.mjs';
import { step, upToDate } from './report.mjs';
import { runToEnd } from './run.mjs';
import { fingerprint, onceFor } from './stamp.mjs';

const script = 'packages/launcher/src/buildPages.cjs';
const plugin = 'packages/launcher/src/ListPortal.cjs';

/** Builds the portal's pages into packages/app/dist, unless they stand there for these very sources. */
export async function ensurePages(environment) {
  const print = await fingerprint([
    script,
    plugin,
    'yarn.lock',
    'app-config.yaml',
    ...(await workspacesBehind('packages/app')),
  ]);
  const changed = await onceFor('pages', print, () =>
    step('Pages of the portal built', () =>
      runToEnd({
        command: node,
        args: [join(root, script)],
        cwd: join(root, 'packages/app'),
        env: { ...environment, NODE_ENV: 'production' },
        log: 'build',
        what: 'Building the pages',
      }),
    ),
  );
  if (!changed) upToDate('Pages of the portal built');
}

/** The folders of a workspace and of all workspaces that it depends on. */
async function workspacesBehind(folder, seen = new Set()) {
  if (seen.has(folder)) return [];
  seen.add(folder);
  const { dependencies = {} } = JSON.parse(
    await readFile(join(root, folder, 'package.json'), 'utf8'),
  );
  for (const name of Object.keys(dependencies).filter(name =>
    name.startsWith('@fairway/'),
  ))
    await workspacesBehind(
      name.startsWith('@fairway/plugin-')
        ? `plugins/${name.slice(16)}`
        : `packages/${name.slice(9)}`,
      seen,
    );
  return [...seen];
}
