/* eslint-disable no-console */
import { parseArgs } from 'node:util';
import { copyDatabase } from './catalog/copyDatabase';
import type { Times } from './catalog/kinds';
import { type Measured, measure, prepare } from './catalog/measure';
import { staleness } from './catalog/staleness';
import { postgresDatabase } from './metrics/database';
import { p50, p95 } from './metrics/measure';
import { report } from './support/report';
import { rounded } from './support/statistics';

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

/** What was not asked is left out. */
const told = (figure: (values: number[]) => number, values: number[]) =>
  values.length ? rounded(figure(values)) : '';

function tellAll(
  small: Measured,
  large: Measured,
  stale: Awaited<ReturnType<typeof staleness>>,
) {
  const columns = [small, large];
  report({
    bench: 'catalog',
    columns: ['', ...columns.map(one => `${one.size} components`)],
    rows: [
      ['rows of the search table', ...columns.map(one => one.searchRows)],
      ...TITLES.flatMap(([name, title]) => [
        [
          `${title}, p50, ms`,
          ...columns.map(one => told(p50, one.times[name])),
        ],
        [
          `${title}, p95, ms`,
          ...columns.map(one => told(p95, one.times[name])),
        ],
      ]),
      [
        'a change in the catalog until seen, p95, s',
        rounded(p95(stale.catalog)),
        '',
      ],
      ['a deployment until seen, p95, s', rounded(p95(stale.deployments)), ''],
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
}

interface Given {
  url: string;
  /** What the names of its databases begin with. */
  prefix: string;
  size: number;
}

/** The catalogs that are asked: their database, how many components they have, and where they listen. */
const catalogsOf = ({ url, prefix, size }: Given) => ({
  one: {
    database: postgresDatabase(url, `${prefix}one_`),
    ...{ size, port: FIRST_PORT },
  },
  ten: {
    database: postgresDatabase(url, `${prefix}ten_`),
    ...{ size: size * 10, port: FIRST_PORT + 2 },
  },
});

async function run(given: Given) {
  const { one, ten } = catalogsOf(given);
  const small = await measure({ ...one, compareTotals: true });
  const large = await measure({ ...ten, compareTotals: false });
  // It is changed by this, and what metrics do not know of is forgotten.
  await copyDatabase(given.url, {
    ...{ from: `${given.prefix}one_catalog` },
    to: `${given.prefix}live_catalog`,
  });
  const stale = await staleness({
    database: postgresDatabase(given.url, `${given.prefix}live_`),
    port: FIRST_PORT + 1,
  });
  tellAll(small, large, stale);
}

async function main() {
  const { values } = parseArgs({
    options: {
      components: { type: 'string', default: '10000' },
      // What the names of databases begin with that are loaded once, and kept.
      keep: { type: 'string' },
      // Only loads them.
      load: { type: 'boolean', default: false },
    },
  });
  const size = Number(values.components);
  if (!Number.isInteger(size) || size < 1_000)
    throw new Error('--components: a whole number from 1000 on');
  if (values.load && !values.keep)
    throw new Error('--load: only with --keep, or nothing would be left of it');
  const server = await postgres();
  if (!server.url)
    throw new Error('There is no PostgreSQL here; set FAIRWAY_TEST_POSTGRES.');
  const prefix = `${values.keep ?? `bench${process.pid}`}_`;
  const given = { url: server.url, prefix, size };
  try {
    for (const catalog of Object.values(catalogsOf(given)))
      await prepare(catalog);
    if (!values.load) await run(given);
  } finally {
    await server.stop();
  }
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
