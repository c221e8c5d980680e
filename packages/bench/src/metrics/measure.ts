import type { CoverageAnswer } from '@fairway/plugin-metrics-common';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startPeer } from '../peer';
import { median } from '../statistics';
import { comparePlainSql, explain } from './comparePlainSql';
import type { BenchDatabase } from './database';
import { load } from './load';
import { INDEXES } from './plainSql';
import { type Times, askInTurns } from './askInTurns';
import { Requests } from './requests';

const PLAIN_WINDOWS = [3, 101, 222];

/** Milliseconds, seconds or bytes, as the names say. */
export interface Measured extends Times {
  services: number;
  deployments: number;
  changes: number;
  incidents: number;
  plainSeconds: number[];
  plainOfEach: Record<string, number[]>;
  plans: Record<string, string>;
  rebuildSeconds: number;
  stoodStillMilliseconds: number;
  bytes: number;
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

/** One backend on one database: filled, made, and asked. Plain SQL is asked only where it is to be compared. */
export async function measure(options: {
  database: BenchDatabase;
  services: number;
  port: number;
  plain: boolean;
}): Promise<Measured> {
  const { database, services, port, plain } = options;
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
    await knex.raw('ANALYZE');
    const times = await askInTurns(requests, services);
    const bytes = await database.bytes(knex);
    const compared = { seconds: [] as number[], ofEach: {} };
    let plans: Record<string, string> = {};
    if (plain) {
      // Before plain SQL has its turn: on SQLite it holds this process, and the backend would have hung up by its end.
      const answers = [];
      for (const number of PLAIN_WINDOWS)
        answers.push({ number, ours: await requests.organisation(number) });
      for (const index of INDEXES) await knex.raw(index);
      await knex.raw('ANALYZE');
      plans = await explain(knex, database.dialect);
      Object.assign(
        compared,
        await comparePlainSql({
          ...{ knex, answers, dialect: database.dialect },
        }),
      );
    }
    return {
      ...times,
      services,
      deployments: rows.deployment,
      changes: rows.change,
      incidents: rows.incident,
      plainSeconds: compared.seconds,
      plainOfEach: compared.ofEach,
      ...{ plans, rebuildSeconds, stoodStillMilliseconds, bytes },
    };
  } finally {
    await knex.destroy();
    await backend.stop();
    await database.remove();
  }
}

/** The value below which ninety-five of a hundred lie. */
export function p95(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[
    Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.95) - 1)
  ];
}

export const p50 = (values: number[]) => median(values);
