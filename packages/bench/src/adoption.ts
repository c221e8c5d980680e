/* eslint-disable no-console */
import { parseArgs } from 'node:util';
import { type Measured, measure } from './adoption/measure';
import { PARTS } from './adoption/requests';
import { postgresDatabase } from './metrics/database';
import { report } from './support/report';
import { median, quantile, rounded } from './support/statistics';

const PORT = 7391;

/** A PostgreSQL of this benchmark's own, as the tests have one. */
async function postgres(): Promise<{ url?: string; stop(): Promise<void> }> {
  const { testPostgres } = await import(
    '../../launcher/src/postgres.mjs' as string
  );
  return testPostgres();
}

const p95 = (values: number[]) => quantile(values, 0.95);

const rowsOf = (one: Measured): (string | number)[][] => [
  ...Object.entries(one.rows).map(([table, rows]) => [`facts: ${table}`, rows]),
  ['floor: one permission decision, p50, ms', rounded(median(one.floor))],
  ['floor, p95, ms', rounded(p95(one.floor))],
  ...PARTS.flatMap(name => [
    [
      `${name}, 90 days and those before, p50, ms`,
      rounded(median(one.parts[name])),
    ],
    [`${name}, p95, ms`, rounded(p95(one.parts[name]))],
  ]),
  ['the whole dashboard, p50, ms', rounded(median(one.dashboard))],
  ['plain SQL, the whole dashboard, s', rounded(median(one.plainSeconds))],
  ...Object.entries(one.plainOfEach).map(([name, seconds]) => [
    `  ${name}, s`,
    rounded(seconds),
  ]),
  ['rebuild, s', rounded(one.rebuildSeconds)],
  ['database, MB', rounded(one.bytes / 1e6)],
];

async function main() {
  const { values } = parseArgs({
    options: {
      services: { type: 'string', default: '10000' },
      runs: { type: 'string', default: '200000' },
    },
  });
  const [services, runs] = [Number(values.services), Number(values.runs)];
  if (!Number.isInteger(services) || services < 500)
    throw new Error('--services: a whole number from 500 on');
  if (!Number.isInteger(runs) || runs < 5_000)
    throw new Error('--runs: a whole number from 5000 on');
  const server = await postgres();
  if (!server.url)
    throw new Error('There is no PostgreSQL here; set FAIRWAY_TEST_POSTGRES.');
  try {
    const one = await measure({
      ...{ services, runs, port: PORT },
      database: postgresDatabase(server.url, `bench_adoption_${process.pid}_`),
    });
    report({
      bench: 'adoption',
      columns: ['', `PostgreSQL, ${services} services, ${runs} runs`],
      rows: rowsOf(one),
      figures: {
        requests: one.requests,
        speedup: rounded(
          (median(one.plainSeconds) * 1000) / median(one.dashboard),
        ),
        floorRatio: rounded(
          Math.max(...PARTS.map(name => p95(one.parts[name]))) / p95(one.floor),
        ),
        rebuildSeconds: rounded(one.rebuildSeconds),
        databaseMegabytes: rounded(one.bytes / 1e6),
      },
    });
  } finally {
    await server.stop();
  }
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
