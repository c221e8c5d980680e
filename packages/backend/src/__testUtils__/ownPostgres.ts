import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './freePort';

const run = promisify(execFile);
const DEBIAN = '/usr/lib/postgresql';

/** The folder of the newest server's programs, where Debian puts them. */
export function postgresPrograms(): string | undefined {
  if (!existsSync(DEBIAN)) {
    return undefined;
  }
  return readdirSync(DEBIAN)
    .sort((a, b) => Number(b) - Number(a))
    .map(version => join(DEBIAN, version, 'bin'))
    .find(folder => existsSync(join(folder, 'initdb')));
}

/** Whose server it is: PostgreSQL refuses to run as root. */
async function owner() {
  if (userInfo().uid !== 0) {
    return undefined;
  }
  const id = async (flag: string) =>
    Number((await run('id', [flag, 'postgres'])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}

/** A PostgreSQL of a test's own, that may be treated badly. */
export async function ownPostgres(programs: string) {
  const user = await owner();
  const folder = await mkdtemp(join(tmpdir(), 'fairway-own-postgres-'));
  if (user) {
    await chown(folder, user.uid, user.gid);
  }
  const data = join(folder, 'data');
  const port = await freePort();
  const pg = (program: string, ...args: string[]) =>
    run(join(programs, program), args, { ...user, cwd: folder });
  await pg('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync');
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c max_connections=200`;
  const stopImmediately = () =>
    pg('pg_ctl', 'stop', '-m', 'immediate', '-D', data);
  return {
    url: `postgresql://postgres@127.0.0.1:${port}`,
    start: () =>
      pg(
        ...['pg_ctl', 'start', '-w', '-t', '120', '-D', data],
        ...['-o', options, '-l', join(folder, 'log')],
      ),
    /** As if the machine lost its power. */
    stopImmediately,
    async remove() {
      // A failed test may have left it stopped.
      await stopImmediately().catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
