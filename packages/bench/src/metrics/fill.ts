import type { CoverageAnswer } from '@fairway/plugin-metrics-common';
import type { Knex } from 'knex';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Peer, startPeer } from '../support/peer';
import type { BenchDatabase } from './database';
import { type Table, load } from './load';
import { Requests } from './requests';

export interface SideOptions {
  database: BenchDatabase;
  services: number;
  port: number;
  /** Whether plain SQL is asked as well. */
  plain: boolean;
}

/** A running backend whose history is written and whose figures are made. */
export interface Side extends SideOptions {
  backend: Peer;
  knex: Knex;
  requests: Requests;
  rows: Record<Table, number>;
  rebuildSeconds: number;
  stoodStillMilliseconds: number;
}

async function untilCatalogHolds(requests: Requests, services: number) {
  for (;;) {
    const { totalItems } = await requests.send<{ totalItems: number }>(
      '/catalog/entities/by-query?limit=0&filter=kind=component',
    );
    if (totalItems >= services) return;
    await wait(1_000);
  }
}

/** Has everything made from the facts; the figures are there when nothing says that they are still being made. */
async function rebuild(requests: Requests): Promise<number> {
  const start = performance.now();
  await requests.send('/metrics/rebuild', {});
  for (;;) {
    await wait(500);
    const { freshness } =
      await requests.send<CoverageAnswer>('/metrics/coverage');
    if (!freshness.gaps.length) return (performance.now() - start) / 1000;
  }
}

/** What PostgreSQL would else do by itself meanwhile, on the same processors: it is done before anything is measured. */
async function tidyUp({
  knex,
  database,
}: {
  knex: Knex;
  database: BenchDatabase;
}) {
  if (database.dialect === 'pg') {
    await knex.raw('VACUUM ANALYZE');
    await knex.raw('CHECKPOINT');
  } else await knex.raw('ANALYZE');
}

/** Starts a backend and lets it make the figures of a history; where that fails, nothing is left behind. */
export async function fill(options: SideOptions): Promise<Side> {
  const { database, services, port } = options;
  const backend = await startPeer<string>(join(__dirname, 'backend.ts'), {
    BENCH_DATABASE: JSON.stringify(database.config),
    BENCH_PORT: String(port),
    BENCH_SERVICES: String(services),
    LOG_LEVEL: 'error',
  });
  const knex = database.connect();
  try {
    const requests = new Requests(backend.ready);
    await untilCatalogHolds(requests, services);
    const rows = await load(knex, services);
    await backend.ask('how long did the event loop stand still?');
    const rebuildSeconds = await rebuild(requests);
    const stoodStillMilliseconds = await backend.ask<number>('and now?');
    await tidyUp({ knex, database });
    return {
      ...{ ...options, backend, knex, requests, rows },
      ...{ rebuildSeconds, stoodStillMilliseconds },
    };
  } catch (error) {
    await takeDown({ backend, knex, database });
    throw error;
  }
}

export async function takeDown(
  side: Pick<Side, 'backend' | 'knex' | 'database'>,
): Promise<void> {
  await side.knex.destroy();
  await side.backend.stop();
  await side.database.remove();
}
