import knexFactory, { type Knex } from 'knex';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';

/** The same PostgreSQL database by a line that can be cut and mended. */
export async function cuttable(knex: Knex): Promise<{
  knex: Knex;
  cut(): void;
  /** What is sent arrives, and no answer comes back. */
  loseAnswers(): void;
  mend(): void;
  close(): Promise<void>;
}> {
  const { connection } = knex.client.config;
  const open = new Set<Socket>();
  let isCut = false;
  const fromDatabase = new Set<Socket>();
  const server = createServer(client => {
    if (isCut) {
      client.destroy();
      return;
    }
    const database = connect(Number(connection.port ?? 5432), connection.host);
    fromDatabase.add(database);
    database.on('close', () => fromDatabase.delete(database));
    for (const [one, two] of [
      [client, database],
      [database, client],
    ]) {
      open.add(one);
      one.on('error', () => two.destroy());
      one.on('close', () => {
        open.delete(one);
        two.destroy();
      });
      one.pipe(two);
    }
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const byLine = knexFactory({
    ...knex.client.config,
    connection: { ...connection, host: '127.0.0.1', port },
  });
  return {
    knex: byLine,
    cut() {
      isCut = true;
      for (const socket of open) socket.destroy();
    },
    loseAnswers() {
      for (const socket of fromDatabase) socket.unpipe().resume();
    },
    mend() {
      isCut = false;
    },
    async close() {
      await byLine.destroy();
      await new Promise(done => server.close(done));
    },
  };
}
