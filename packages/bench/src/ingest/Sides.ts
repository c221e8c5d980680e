import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type BenchDatabase } from '../metrics/database';
import { type Peer, startPeer } from '../support/peer';
import { WINDOW } from './deliveries';
import { type Durability, assertDurable, durabilityOf } from './durability';

const freePort = () =>
  new Promise<number>(resolve => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** Fairway's backend and a bare loop, each a process, on one database. */
export class Sides {
  readonly #token = randomUUID();
  readonly #database: BenchDatabase;
  readonly #port: number;
  #backend!: Peer & { ready: string };
  #bare!: Peer & { ready: string };
  /** A client of the benchmark's own. */
  knex!: Knex;

  private constructor(database: BenchDatabase, port: number) {
    this.#database = database;
    this.#port = port;
  }

  static async start(options: {
    database: BenchDatabase;
    /** Where the bare loop writes to. */
    target: string;
  }): Promise<Sides> {
    const sides = new Sides(options.database, await freePort());
    await sides.startBackend();
    sides.knex = options.database.connect();
    sides.#bare = await startPeer<string>(join(__dirname, 'bare.ts'), {
      BENCH_TARGET: options.target,
    });
    assertDurable(await sides.#backend.ask<Durability>('durability'));
    if (options.database.dialect === 'pg')
      assertDurable(await durabilityOf(sides.knex));
    return sides;
  }

  get ours() {
    return `${this.#backend.ready}/api/metrics/ingest/cdevents`;
  }

  get bare() {
    return this.#bare.ready;
  }

  async startBackend() {
    this.#backend = await startPeer<string>(join(__dirname, 'backend.ts'), {
      BENCH_DATABASE: JSON.stringify(this.#database.config),
      BENCH_PORT: String(this.#port),
      BENCH_TOKEN: this.#token,
      LOG_LEVEL: 'error',
      NODE_ENV: 'production',
    });
  }

  killBackend = () => this.#backend.kill();

  /** How many deployments the backend says there are, of one service or of all. */
  async deployments(service?: string): Promise<number> {
    const scope = service
      ? `entities/component/default/${service}`
      : 'organisation';
    const response = await fetch(
      `${this.#backend.ready}/api/metrics/${scope}?${new URLSearchParams(WINDOW)}`,
      { headers: { authorization: `Bearer ${this.#token}` } },
    );
    if (!response.ok)
      throw new Error(`${scope}: ${response.status} ${await response.text()}`);
    const answer = (await response.json()) as any;
    return answer.counts.deployments;
  }

  /** Resolves once nothing waits and the figures have followed. */
  async drained(): Promise<void> {
    for (;;) {
      const waiting = [
        this.knex('inbox_delivery').where('state', 'waiting').first('id'),
        this.knex('dirty_entity').first('entity_ref'),
        this.knex('dirty_day').first('day'),
      ];
      if ((await Promise.all(waiting)).every(row => !row)) return;
      await wait(100);
    }
  }

  async stop() {
    await this.knex?.destroy();
    await this.#bare?.stop();
    await this.#backend?.stop();
    await this.#database.remove();
  }
}
