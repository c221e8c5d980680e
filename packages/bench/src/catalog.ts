/* eslint-disable no-console */
import { parseArgs } from 'node:util';
import { type Measured, type Times, measure } from './catalog/measure';
import { staleness } from './catalog/staleness';
import { postgresDatabase } from './metrics/database';
import { p50, p95 } from './metrics/measure';
import { report } from './report';
import { rounded } from './statistics';

const FIRST_PORT = 7385;

/** A PostgreSQL of this benchmark's own, as the tests have one. */
async function postgres(): Promise<{ url?: string; stop(): Promise<void> }> {
  const { testPostgres } = await import(
    '../../launcher/src/postgres.mjs' as string
  );
  return testPostgres();
}

const TITLES: [keyof Times, string][] = [
  ['name', 'page by name'],
  ['health', 'page by health'],
  ['leadTime', 'page by lead time'],
  ['owner', "page of an owner's"],
  ['stockName', 'stock by name, no total'],
  ['stockOwner', "stock, an owner's, no total"],
  ['nameTotal', 'page by name and total'],
  ['healthTotal', 'page by health and total'],
  ['leadTimeTotal', 'page by lead time and total'],
  ['ownerTotal', "page of an owner's and total"],
  ['stockNameTotal', 'stock by name with total'],
  ['stockOwnerTotal', "stock, an owner's, with total"],
  ['text', 'full text, apart'],
  ['exactTotal', 'exact total, apart'],
];

const PAGES = ['name', 'health', 'leadTime', 'owner'] as const;

/** The worst of ours beside the catalog's own page, which knows no health and no lead time: it is by name. */
const worst = (times: Times, suffix: '' | 'Total') =>
  Math.max(...PAGES.map(page => p95(times[`${page}${suffix}`]))) /
  p95(times[`stockName${suffix}`]);

const growth = (small: Measured, large: Measured) =>
  Math.max(
    ...PAGES.map(page => p95(large.times[page]) / p95(small.times[page])),
  );

async function main() {
  const { values } = parseArgs({
    options: { components: { type: 'string', default: '10000' } },
  });
  const size = Number(values.components);
  if (!Number.isInteger(size) || size < 1_000)
    throw new Error('--components: a whole number from 1000 on');
  const server = await postgres();
  if (!server.url)
    throw new Error('There is no PostgreSQL here; set FAIRWAY_TEST_POSTGRES.');
  try {
    const prefix = `bench${process.pid}_`;
    const database = postgresDatabase(server.url, `${prefix}one_`);
    const small = await measure({ database, size, port: FIRST_PORT });
    const stale = await staleness({ database, port: FIRST_PORT + 1 });
    const large = await measure({
      database: postgresDatabase(server.url, `${prefix}ten_`),
      ...{ size: size * 10, port: FIRST_PORT + 2 },
    });
    const columns = [small, large];
    report({
      bench: 'catalog',
      columns: ['', ...columns.map(one => `${one.size} components`)],
      rows: [
        ['rows of the search table', ...columns.map(one => one.searchRows)],
        ...TITLES.flatMap(([name, title]) => [
          [
            `${title}, p50, ms`,
            ...columns.map(one => rounded(p50(one.times[name]))),
          ],
          [
            `${title}, p95, ms`,
            ...columns.map(one => rounded(p95(one.times[name]))),
          ],
        ]),
        [
          'a change in the catalog until seen, p95, s',
          rounded(p95(stale.catalog)),
          '',
        ],
        [
          'a deployment until seen, p95, s',
          rounded(p95(stale.deployments)),
          '',
        ],
      ],
      figures: {
        pageP95Ratio: rounded(worst(small.times, '')),
        withTotalP95Ratio: rounded(worst(small.times, 'Total')),
        growthRatio: rounded(growth(small, large)),
        stalenessP95Seconds: rounded(
          p95([...stale.catalog, ...stale.deployments]),
        ),
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
