import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ensurePages } from '../build.mjs';
import { ensureReady } from '../install.mjs';
import { node, root } from '../paths.mjs';
import { Problem } from '../problem.mjs';
import { checkMachine } from '../requirements.mjs';

const folder = 'packages/bench/src';

/** `npm run bench -- <name>`: the set-up, then one benchmark; its last line is its figures as one JSON object. */
export async function run([name, ...args]) {
  const known = (await readdir(join(root, folder)))
    .filter(file => file.endsWith('.ts'))
    .map(file => file.slice(0, -'.ts'.length));
  if (!name || !known.includes(name))
    throw new Problem(
      name ? `There is no benchmark "${name}".` : 'Which benchmark?',
      `npm run bench -- <${known.join(' | ')}>`,
    );
  await checkMachine({ gigabytes: 6 });
  const environment = await ensureReady();
  await ensurePages(environment);
  const child = spawn(
    node,
    [
      '-r',
      '@backstage/cli/config/nodeTransform.cjs',
      `${folder}/${name}.ts`,
      ...args,
    ],
    { cwd: root, env: environment, stdio: 'inherit' },
  );
  return new Promise((done, fail) => child.on('error', fail).on('close', done));
}
