import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What `ask` answers, kept in `$FAIRWAY_CONFIG_CACHE` for as long as `question` stays the same; without that folder it
 * is asked each time. The configuration's schema takes most of a second to compile at each start, and what it says of
 * the same configuration is always the same.
 *
 * @param question - everything that the answer depends on; only its SHA-256 is written
 * @param ask - its answer must be JSON and hold no secret
 */
export async function keptAnswer<T>(
  name: string,
  question: unknown,
  ask: () => Promise<T>,
): Promise<T> {
  const folder = process.env.FAIRWAY_CONFIG_CACHE;
  if (!folder) {
    return ask();
  }
  const print = createHash('sha256')
    .update(JSON.stringify(question))
    .digest('hex');
  const file = join(folder, `${name}.json`);
  const kept = await read(file);
  if (kept?.print === print) {
    return kept.answer as T;
  }
  const answer = await ask();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Whole or not at all: another portal may be reading the same.
  const part = `${file}.${process.pid}`;
  await writeFile(part, JSON.stringify({ print, answer }), { mode: 0o600 });
  await rename(part, file);
  return answer;
}

async function read(
  file: string,
): Promise<{ print: string; answer: unknown } | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    // Absent or spoilt: it is asked anew.
    return undefined;
  }
}
