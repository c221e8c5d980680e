import type { Knex } from 'knex';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { BenchDatabase } from '../metrics/database';
import { startPeer } from '../support/peer';
import { APART, PAGES, TOTALS, type Times, asksOf, inTurns } from './kinds';
import { load } from './load';
import { Requests, filterOf, ownerOf } from './requests';

/** One request in twenty meets a collection of garbage: so many that the 95th percentile is not one of chance. */
const TURNS = { pages: 1_500, totals: 200 };
/** What the portal does once it has started is over by then. */
const SETTLE = 8_000;
/** Both stand in the list's own table of what it is to remember. */
const LOADED = 'loaded by the benchmark';
const SWEPT = 'comparedAt:catalog';

export interface Measured {
  size: number;
  times: Times;
  searchRows: number;
}

interface Options {
  database: BenchDatabase;
  size: number;
  port: number;
}

/** Ends where the catalog and the list do not have the same. */
async function compare(requests: Requests, size: number) {
  for (let number = 0; number < 20; number++)
    for (const filter of [filterOf(number), ownerOf(number, size)]) {
      const [[page, { total }], stock] = await Promise.all([
        requests.pageAndTotal(filter),
        requests.stock(filter, 'include'),
      ]);
      const names = [
        page.items.map(row => row.name),
        stock.items.map(item => item.metadata.name),
      ].map(list => list.join());
      if (names[0] !== names[1] || total !== Math.min(stock.totalItems, 1_000))
        throw new Error(
          `${JSON.stringify(filter)}: ${total} ${names[0]} here, ${stock.totalItems} ${names[1]} in the catalog`,
        );
    }
}

/** The list has gone through what the catalog has, and will not do so again for an hour. */
async function untilSwept(knex: Knex) {
  while (!(await knex('insight_state').where({ name: SWEPT }).first()))
    await wait(500);
}

async function loadOnce(knex: Knex, size: number): Promise<number> {
  const [loaded] = await knex('insight_state').where({ name: LOADED });
  if (loaded) {
    const [ofSize, rows] = JSON.parse(loaded.value);
    if (ofSize === size) return rows;
    throw new Error(`A catalog of ${ofSize} components stands there`);
  }
  const rows = await load(knex, size);
  // It is to be swept once more: what it was swept with before was not there.
  await knex('insight_state').where({ name: SWEPT }).delete();
  await untilSwept(knex);
  await knex.raw('VACUUM ANALYZE');
  const value = JSON.stringify([size, rows]);
  await knex('insight_state').insert({ name: LOADED, value });
  return rows;
}

async function withBackend<T>(
  { database, size, port }: Options,
  work: (requests: Requests, searchRows: number) => Promise<T>,
): Promise<T> {
  const backend = await startPeer<string>(join(__dirname, 'backend.ts'), {
    BENCH_DATABASE: JSON.stringify(database.config),
    BENCH_PORT: String(port),
    LOG_LEVEL: 'error',
  });
  const knex = database.connect('catalog');
  try {
    await untilSwept(knex);
    const searchRows = await loadOnce(knex, size);
    return await work(new Requests(backend.ready), searchRows);
  } finally {
    await knex.destroy();
    await backend.stop();
  }
}

/** Has a catalog of a size in a database, unless it is there already; the rows of its search table. */
export const prepare = (options: Options): Promise<number> =>
  withBackend(options, async (_, searchRows) => searchRows);

/**
 * One catalog of a size, asked through the list and through the catalog's own route; that one also for how many there are
 * in all where this is to be compared.
 */
export const measure = (
  options: Options & { compareTotals: boolean },
): Promise<Measured> =>
  withBackend(options, async (requests, searchRows) => {
    const { size, compareTotals } = options;
    await wait(SETTLE);
    await compare(requests, size);
    const asks = asksOf(requests, size);
    const times = Object.fromEntries(
      Object.keys(asks).map(kind => [kind, [] as number[]]),
    ) as Times;
    const sides = { asks, times };
    await inTurns(PAGES, TURNS.pages, sides);
    const totals = TOTALS.filter(
      kind => compareTotals || !kind.startsWith('stock'),
    );
    await inTurns(totals, TURNS.totals, sides);
    await inTurns(APART, TURNS.totals, sides);
    return { size, searchRows, times };
  });
