import knexFactory, { type Knex } from 'knex';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const DEBIAN = '/usr/lib/postgresql';

/** Whose server it is: PostgreSQL refuses to run as root. */
async function owner() {
  if (userInfo().uid !== 0) return undefined;
  const id = async (flag: string) =>
    Number((await run('id', [flag, 'postgres'])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}

function binaries(): string | undefined {
  if (!existsSync(DEBIAN)) return undefined;
  return readdirSync(DEBIAN)
    .sort((a, b) => Number(b) - Number(a))
    .map(version => join(DEBIAN, version, 'bin'))
    .find(folder => existsSync(join(folder, 'initdb')));
}

/** Whether the server's programs are here, where Debian puts them. */
export const isPostgresInstalled = () => binaries() !== undefined;

const freePort = () =>
  new Promise<number>(done => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });

/** A PostgreSQL of a test's own, that may be treated badly. */
export interface OwnPostgres {
  /** As its superuser, who is let in whatever becomes of the others. */
  admin: Knex;
  /** A client of the role that the plugin has. */
  connect(): Knex;
  /** As if the machine lost its power. */
  stopImmediately(): Promise<void>;
  start(): Promise<void>;
  /** A folder that the server may write to. */
  folder(): Promise<string>;
  remove(): Promise<void>;
}

export async function ownPostgres(): Promise<OwnPostgres> {
  const bin = binaries();
  if (!bin) throw new Error('No PostgreSQL server is installed here');
  const user = await owner();
  const own = async () => {
    const made = await mkdtemp('/tmp/fairway-own-postgres-');
    if (user) await chown(made, user.uid, user.gid);
    return made;
  };
  const root = await own();
  const folders = [root];
  const data = join(root, 'data');
  const port = await freePort();
  const pg = (program: string, ...args: string[]) =>
    run(join(bin, program), args, { ...user, cwd: root });
  await pg('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync');
  const options = `-p ${port} -k ${root} -c listen_addresses=127.0.0.1`;
  const start = async () => {
    await pg(
      ...['pg_ctl', 'start', '-w', '-t', '120', '-D', data],
      ...['-o', options, '-l', join(root, 'log')],
    );
  };
  await start();
  const client = (name: string, database: string) =>
    knexFactory({
      client: 'pg',
      connection: { host: '127.0.0.1', port, user: name, database },
      pool: { min: 0, max: 10 },
    });
  const setUp = client('postgres', 'postgres');
  await setUp.raw('CREATE ROLE plugin LOGIN');
  await setUp.raw('CREATE DATABASE plugin OWNER plugin');
  await setUp.destroy();
  const clients = [client('postgres', 'plugin')];
  return {
    admin: clients[0],
    connect() {
      const knex = client('plugin', 'plugin');
      clients.push(knex);
      return knex;
    },
    stopImmediately: async () => {
      await pg('pg_ctl', 'stop', '-m', 'immediate', '-D', data);
    },
    start,
    async folder() {
      const made = await own();
      folders.push(made);
      return made;
    },
    async remove() {
      for (const knex of clients) await knex.destroy();
      // A failed test may have left it stopped.
      await pg('pg_ctl', 'stop', '-m', 'immediate', '-D', data).catch(() => {});
      for (const made of folders)
        await rm(made, { recursive: true, force: true });
    },
  };
}
