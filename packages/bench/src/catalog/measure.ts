import type { Knex } from 'knex';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { BenchDatabase } from '../metrics/database';
import { startPeer } from '../peer';
import { load } from './load';
import { Requests, filterOf, ownerOf } from './requests';

const WARM_UP = 20;
const TIMES = 150;

/** Milliseconds of each request. */
export type Times = Record<
  | 'name'
  | 'health'
  | 'leadTime'
  | 'owner'
  | 'stockName'
  | 'stockOwner'
  | 'nameTotal'
  | 'healthTotal'
  | 'leadTimeTotal'
  | 'ownerTotal'
  | 'stockNameTotal'
  | 'stockOwnerTotal'
  | 'text'
  | 'exactTotal',
  number[]
>;

export interface Measured {
  size: number;
  times: Times;
  searchRows: number;
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

/** Sends each kind of request with filters that nobody asked for before, in turns. */
async function time(requests: Requests, size: number): Promise<Times> {
  const named = (number: number) => filterOf(number);
  const owned = (number: number) => ownerOf(number, size);
  const kinds: Record<keyof Times, (number: number) => Promise<unknown>> = {
    name: number => requests.page(named(number)),
    health: number => requests.page(named(number), 'health'),
    leadTime: number => requests.page(named(number), 'leadTime'),
    owner: number => requests.page(owned(number)),
    stockName: number => requests.stock(named(number), 'exclude'),
    stockOwner: number => requests.stock(owned(number), 'exclude'),
    nameTotal: number => requests.pageAndTotal(named(number)),
    healthTotal: number => requests.pageAndTotal(named(number), 'health'),
    leadTimeTotal: number => requests.pageAndTotal(named(number), 'leadTime'),
    ownerTotal: number => requests.pageAndTotal(owned(number)),
    stockNameTotal: number => requests.stock(named(number), 'include'),
    stockOwnerTotal: number => requests.stock(owned(number), 'include'),
    text: number => requests.page([['q', `w${(number * 7) % 997}`]]),
    exactTotal: number => requests.total(named(number), true),
  };
  const names = Object.keys(kinds) as (keyof Times)[];
  const times = Object.fromEntries(
    names.map(name => [name, [] as number[]]),
  ) as Times;
  for (let number = 0; number < WARM_UP + TIMES; number++)
    for (const turn of names.keys()) {
      // Another kind goes first each time.
      const kind = names[(turn + number) % names.length];
      const start = performance.now();
      await kinds[kind](number);
      if (number >= WARM_UP) times[kind].push(performance.now() - start);
    }
  return times;
}

/** The list has begun to be fed, so nothing will be put in its place any more. */
async function untilFed(knex: Knex) {
  for (;;) {
    const state = await knex('insight_state').where({
      name: 'comparedAt:catalog',
    });
    if (state.length) return;
    await wait(500);
  }
}

/** One catalog of a size, asked through the list and through the catalog's own route. */
export async function measure(options: {
  database: BenchDatabase;
  size: number;
  port: number;
}): Promise<Measured> {
  const { database, size, port } = options;
  const backend = await startPeer<string>(join(__dirname, 'backend.ts'), {
    BENCH_DATABASE: JSON.stringify(database.config),
    BENCH_PORT: String(port),
    LOG_LEVEL: 'error',
  });
  const knex = database.connect('catalog');
  try {
    const requests = new Requests(backend.ready);
    await untilFed(knex);
    const searchRows = await load(knex, size);
    await compare(requests, size);
    return { size, searchRows, times: await time(requests, size) };
  } finally {
    await knex.destroy();
    await backend.stop();
  }
}
