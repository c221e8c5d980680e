import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { BenchDatabase } from '../metrics/database';
import { startPeer } from '../support/peer';
import { comparePlainSql } from './comparePlainSql';
import { load } from './load';
import { INDEXES } from './plainSql';
import { type Dashboard, PARTS, type PartName, Requests } from './requests';

const WARM_UP = 20;
const TIMES = 100;
const PLAIN_WINDOWS = [211, 307, 401];

/** Milliseconds, seconds or bytes, as the names say. */
export interface Measured {
  rows: Record<string, number>;
  floor: number[];
  parts: Record<PartName, number[]>;
  /** All requests of a dashboard, one after the other. */
  dashboard: number[];
  requests: number;
  plainSeconds: number[];
  plainOfEach: Record<string, number>;
  rebuildSeconds: number;
  bytes: number;
}

async function timed(request: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await request();
  return performance.now() - start;
}

/** Has everything made from the facts. */
async function rebuild(
  requests: Requests,
  waiting: () => Promise<number>,
): Promise<number> {
  const start = performance.now();
  await requests.send('/adoption/rebuild', 'POST');
  while (await waiting()) await wait(250);
  return (performance.now() - start) / 1000;
}

/** One backend on one database: filled, made, and asked; then plain SQL. */
export async function measure(options: {
  database: BenchDatabase;
  services: number;
  runs: number;
  port: number;
}): Promise<Measured> {
  const { database, services, runs, port } = options;
  const backend = await startPeer<string>(join(__dirname, 'backend.ts'), {
    BENCH_DATABASE: JSON.stringify(database.config),
    BENCH_PORT: String(port),
    LOG_LEVEL: 'error',
  });
  const knex = database.connect('adoption');
  try {
    const requests = new Requests(backend.ready);
    const rows = await load(knex, { services, runs });
    await knex.raw('ANALYZE');
    const waiting = async () => {
      const marks = await Promise.all([knex('dirty_day'), knex('dirty_fleet')]);
      return marks.flat().length;
    };
    const rebuildSeconds = await rebuild(requests, waiting);
    await knex.raw('ANALYZE');
    const bytes = await database.bytes(knex);
    const floor: number[] = [];
    const dashboard: number[] = [];
    const parts: Record<PartName, number[]> = {
      ...{ creations: [], services: [], delivery: [] },
    };
    for (let number = TIMES; number < TIMES + WARM_UP; number++)
      for (const name of PARTS) await requests.part(name, number);
    for (let number = 0; number < WARM_UP; number++) await requests.floor();
    // In turns, so that whatever else the machine does hits all alike; each window once.
    for (let number = 0; number < TIMES; number++) {
      floor.push(await timed(requests.floor));
      let sum = 0;
      for (const name of PARTS) {
        const took = await timed(() => requests.part(name, number));
        parts[name].push(took);
        sum += took;
      }
      dashboard.push(sum);
    }
    for (const index of INDEXES) await knex.raw(index);
    await knex.raw('VACUUM ANALYZE');
    const plainSeconds: number[] = [];
    const plainOfEach: Record<string, number> = {};
    for (const number of PLAIN_WINDOWS) {
      const [creations, ofServices, delivery] = [
        await requests.part('creations', number),
        await requests.part('services', number),
        await requests.part('delivery', number),
      ];
      const ours: Dashboard = { creations, services: ofServices, delivery };
      const seconds = await comparePlainSql(knex, number, ours);
      plainSeconds.push(Object.values(seconds).reduce((a, b) => a + b, 0));
      for (const [name, took] of Object.entries(seconds))
        plainOfEach[name] =
          (plainOfEach[name] ?? 0) + took / PLAIN_WINDOWS.length;
    }
    return {
      ...{ rows, floor, parts, dashboard, plainSeconds, plainOfEach },
      ...{ requests: PARTS.length, rebuildSeconds, bytes },
    };
  } finally {
    await knex.destroy();
    await backend.stop();
    await database.remove();
  }
}
