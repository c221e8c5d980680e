import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const NAMES = [
  'FAIRWAY_FORGE_TOKEN',
  'FAIRWAY_DEPLOYER_TOKEN',
  'FAIRWAY_OAUTH_CLIENT_ID',
  'FAIRWAY_OAUTH_CLIENT_SECRET',
  'FAIRWAY_WEBHOOK_SECRET',
  'FAIRWAY_SESSION_SECRET',
];

/**
 * The secrets that portal and sandbox share on a laptop: made once, kept with the state, readable by its owner only.
 * Those that the environment already sets stand.
 */
export async function ensureSecrets(state) {
  await mkdir(state, { recursive: true, mode: 0o700 });
  const file = join(state, 'secrets.json');
  const kept = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  const all = Object.fromEntries(
    NAMES.map(name => [name, kept[name] ?? randomBytes(24).toString('hex')]),
  );
  if (NAMES.some(name => !kept[name]))
    await writeFile(file, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
  return Object.fromEntries(
    NAMES.map(name => [name, process.env[name] ?? all[name]]),
  );
}
