import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, stampsFolder } from './paths.mjs';

const IGNORED = new Set([
  'node_modules',
  'dist',
  'dist-types',
  'coverage',
  'test-results',
  'e2e-tests',
]);

/**
 * A fingerprint of files and folders (paths from the root), by content: a checkout made anew or a touched file changes
 * nothing. Absent paths count as absent.
 */
export async function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of [...paths].sort()) await add(hash, path);
  return hash.digest('hex');
}

async function add(hash, path) {
  const info = await stat(join(root, path)).catch(() => undefined);
  if (!info) return;
  if (info.isDirectory()) {
    for (const name of (await readdir(join(root, path))).sort())
      if (!IGNORED.has(name)) await add(hash, `${path}/${name}`);
  } else {
    hash
      .update(`${path}\0${info.size}\0`)
      .update(await readFile(join(root, path)));
  }
}

/** Does `work` unless it was done for this very fingerprint; the stamp is written only after it succeeded. */
export async function onceFor(name, print, work) {
  const file = join(stampsFolder, name);
  if ((await readFile(file, 'utf8').catch(() => '')) === print) return false;
  await work();
  await mkdir(stampsFolder, { recursive: true });
  await writeFile(file, print);
  return true;
}
