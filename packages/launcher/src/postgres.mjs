import { execFile, execFileSync, spawn } from 'node:child_process';
import { chown, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Problem } from './problem.mjs';

const run = promisify(execFile);

/**
 * A PostgreSQL for the tests: the server that FAIRWAY_TEST_POSTGRES names, else one started from the server binaries of
 * this machine with its data in a temporary folder, else none.
 * @returns {Promise<{url?: string, stop(): Promise<void>}>}
 */
export async function testPostgres() {
  if (process.env.FAIRWAY_TEST_POSTGRES)
    return { url: process.env.FAIRWAY_TEST_POSTGRES, stop: async () => {} };
  const bin = await serverBinaries();
  return bin ? startPostgres(bin) : { stop: async () => {} };
}

async function serverBinaries() {
  const debian = '/usr/lib/postgresql';
  const versions = (await readdir(debian).catch(() => [])).sort(
    (a, b) => Number(b) - Number(a),
  );
  const onPath = (process.env.PATH ?? '').split(':');
  for (const folder of [
    ...versions.map(version => `${debian}/${version}/bin`),
    ...onPath,
  ])
    if (await stat(join(folder, 'initdb')).catch(() => undefined))
      return folder;
  return undefined;
}

async function startPostgres(bin) {
  const folder = await mkdtemp(join(tmpdir(), 'fairway-postgres-'));
  const user = await unprivilegedUser();
  if (user) await chown(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  await run(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    user,
  );
  const port = await freePort();
  const server = spawn(
    join(bin, 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      '-k',
      folder,
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'max_connections=400',
    ],
    { ...user, stdio: 'ignore' },
  );
  const url = `postgresql://postgres@127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    if (
      await run(join(bin, 'pg_isready'), [
        '-h',
        '127.0.0.1',
        '-p',
        String(port),
      ]).then(
        () => true,
        () => false,
      )
    )
      break;
    if (tries === 150 || server.exitCode !== null)
      throw new Problem('PostgreSQL for the tests did not start.');
    await wait(200);
  }
  return {
    url,
    async stop() {
      const ended = new Promise(done => server.once('close', done));
      server.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root; then it runs as Debian's own user for it, or as nobody. */
async function unprivilegedUser() {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = flag =>
        Number(
          execFileSync('id', [flag, name], {
            stdio: ['ignore', 'pipe', 'ignore'],
          }),
        );
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // there is no such user: try the next
    }
  }
  throw new Problem(
    'No user to run PostgreSQL as.',
    'Set FAIRWAY_TEST_POSTGRES, or run the tests as another user than root.',
  );
}

const freePort = () =>
  new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
