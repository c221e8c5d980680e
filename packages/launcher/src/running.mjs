import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { work } from './paths.mjs';
import { Problem } from './problem.mjs';

const file = join(work, 'running.json');

/** Keeps a second `npm start` of the same checkout from working on the same state. */
export async function claimRun(url) {
  const other = JSON.parse(await readFile(file, 'utf8').catch(() => 'null'));
  if (other && isAlive(other.pid))
    throw new Problem(
      `Fairway runs already (process ${other.pid}) at ${other.url}.`,
      'Open it, or stop it with Ctrl-C where it was started.',
    );
  await mkdir(work, { recursive: true });
  await writeFile(file, JSON.stringify({ pid: process.pid, url }));
  return () => rm(file, { force: true });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
