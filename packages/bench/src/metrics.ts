/* eslint-disable no-console */
import { parseArgs } from 'node:util';
import type { Times } from './metrics/askInTurns';
import { postgresDatabase, sqliteDatabase } from './metrics/database';
import { type Measured, measure, p50, p95 } from './metrics/measure';
import { report } from './support/report';
import { rounded } from './support/statistics';

const FIRST_PORT = 7381;
const SQLITE_SERVICES = 1_000;

/** A PostgreSQL of this benchmark's own, as the tests have one. */
async function postgres(): Promise<{ url?: string; stop(): Promise<void> }> {
  const { testPostgres } = await import(
    '../../launcher/src/postgres.mjs' as string
  );
  return testPostgres();
}

const requestRows = (columns: Measured[]) => {
  const row = (
    title: string,
    value: (measured: Measured) => number | string,
  ): (string | number)[] => [title, ...columns.map(value)];
  const times = (title: string, name: keyof Times) => [
    row(`${title}, p50, ms`, one => rounded(p50(one[name]))),
    row(`${title}, p95, ms`, one => rounded(p95(one[name]))),
  ];
  const plain = (value: (measured: Measured) => number) => (one: Measured) =>
    one.plainSeconds.length ? rounded(value(one)) : '';
  return [
    row('deployments', one => one.deployments),
    row('changes', one => one.changes),
    row('incidents', one => one.incidents),
    ...times('floor: one permission decision', 'floor'),
    ...times('organisation, 90 days, five figures', 'organisation'),
    ...times('the same with the 90 days before', 'compared'),
    ...times('100 services, 90 days, five figures', 'fleet'),
    ...times('the same with the 90 days before', 'fleetCompared'),
    ...times('one service and its evidence', 'service'),
    ...times('the same as two requests at once', 'serviceApart'),
    row(
      'plain SQL, organisation, five, s',
      plain(one => p50(one.plainSeconds)),
    ),
    ...Object.keys(columns.at(-1)!.plainOfEach).map(name =>
      row(
        `  ${name}, s`,
        plain(one => p50(one.plainOfEach[name])),
      ),
    ),
    row('rebuild, deployments/s', one =>
      rounded(one.deployments / one.rebuildSeconds),
    ),
    row('event loop stood still, at most, ms', one =>
      rounded(one.stoodStillMilliseconds),
    ),
    row('database, MB', one => rounded(one.bytes / 1e6)),
  ];
};

async function main() {
  const { values } = parseArgs({
    options: {
      services: { type: 'string', default: '10000' },
      sqlite: { type: 'boolean', default: true },
    },
    allowNegative: true,
  });
  const services = Number(values.services);
  if (!Number.isInteger(services) || services < 200)
    throw new Error('--services: a whole number from 200 on');
  const server = await postgres();
  if (!server.url)
    throw new Error('There is no PostgreSQL here; set FAIRWAY_TEST_POSTGRES.');
  try {
    const [tenth, full] = await measure([
      {
        database: postgresDatabase(server.url, `bench_tenth_${process.pid}_`),
        services: services / 10,
        port: FIRST_PORT,
        plain: false,
      },
      {
        database: postgresDatabase(server.url, `bench_full_${process.pid}_`),
        services,
        port: FIRST_PORT + 1,
        plain: true,
      },
    ]);
    const columns = [tenth, full];
    const titles = [`PostgreSQL, ${services / 10}`, `PostgreSQL, ${services}`];
    if (values.sqlite) {
      columns.push(
        ...(await measure([
          {
            database: await sqliteDatabase(),
            services: Math.min(services, SQLITE_SERVICES),
            port: FIRST_PORT + 2,
            plain: true,
          },
        ])),
      );
      titles.push(`SQLite, ${Math.min(services, SQLITE_SERVICES)}`);
    }
    for (const [name, plan] of Object.entries(full.plans))
      console.log(`Plain SQL, ${name}:\n${plan}\n`);
    const floor = p95(full.floor);
    report({
      bench: 'metrics',
      columns: ['', ...titles],
      rows: requestRows(columns),
      figures: {
        organisationSpeedup: rounded(
          (p50(full.plainSeconds) * 1000) / p50(full.organisation),
        ),
        organisationFloorRatio: rounded(p95(full.organisation) / floor),
        fleetFloorRatio: rounded(p95(full.fleet) / floor),
        serviceFloorRatio: rounded(p95(full.service) / floor),
        growthRatio: rounded(p95(full.organisation) / p95(tenth.organisation)),
        rebuildDeploymentsPerSecond: rounded(
          full.deployments / full.rebuildSeconds,
        ),
        eventLoopMilliseconds: rounded(full.stoodStillMilliseconds),
        databaseMegabytes: rounded(full.bytes / 1e6),
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
