import { type Requests, filterOf, ownerOf } from './requests';

/** Each kind of request, with filters that nobody asked for before. */
export function asksOf(requests: Requests, size: number) {
  const named = (number: number) => filterOf(number);
  const owned = (number: number) => ownerOf(number, size);
  return {
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
  } satisfies Record<string, (number: number) => Promise<unknown>>;
}

export type Asks = ReturnType<typeof asksOf>;
export type Kind = keyof Asks;

/** Pages of the list, and of the catalog beside it. */
export const PAGES: Kind[] = [
  ...(['name', 'health', 'leadTime', 'owner'] as const),
  ...(['stockName', 'stockOwner'] as const),
];
/** Pages with how many rows there are in all. */
export const TOTALS: Kind[] = [
  ...(['nameTotal', 'healthTotal', 'leadTimeTotal', 'ownerTotal'] as const),
  ...(['stockNameTotal', 'stockOwnerTotal'] as const),
];
/** What is told beside the rest, and compared with nothing. */
export const APART: Kind[] = ['text', 'exactTotal'];

/** Milliseconds of each request. */
export type Times = Record<Kind, number[]>;

const WARM_UP = 30;

/** In another order each time, so that no kind always follows the same other one. */
function shuffled<T>(list: T[]): T[] {
  const rest = [...list];
  for (let last = rest.length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1));
    [rest[last], rest[other]] = [rest[other], rest[last]];
  }
  return rest;
}

/** Asks for each kind once in each turn, and keeps the times once all are warm. */
export async function inTurns(
  kinds: Kind[],
  turns: number,
  sides: { asks: Asks; times: Times },
): Promise<void> {
  for (let number = 0; number < WARM_UP + turns; number++)
    for (const kind of shuffled(kinds)) {
      const start = performance.now();
      await sides.asks[kind](number);
      if (number >= WARM_UP) sides.times[kind].push(performance.now() - start);
    }
}
