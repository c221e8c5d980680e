import type { Requests } from './requests';

const WARM_UP = 100;
const TIMES = 400;

interface Asked {
  requests: Requests;
  services: number;
}

const asked = {
  floor: ({ requests }: Asked) => requests.floor(),
  organisation: ({ requests }: Asked, number: number) =>
    requests.organisation(number),
  compared: ({ requests }: Asked, number: number) =>
    requests.organisation(number, true),
  fleet: ({ requests, services }: Asked, number: number) =>
    requests.fleet(number, services),
  fleetCompared: ({ requests, services }: Asked, number: number) =>
    requests.fleet(number, services, true),
  service: ({ requests, services }: Asked, number: number) =>
    requests.service(number, services),
  serviceApart: ({ requests, services }: Asked, number: number) =>
    requests.serviceApart(number, services),
};

const names = Object.keys(asked) as (keyof typeof asked)[];

/** Milliseconds that each request took. */
export type Times = Record<keyof typeof asked, number[]>;

/** Asks all sides for everything in turns, so that whatever else the machine does hits all alike; each window once. */
export async function askInTurns(sides: Asked[]): Promise<Times[]> {
  const times = sides.map(
    () => Object.fromEntries(names.map(name => [name, []])) as unknown as Times,
  );
  for (let number = TIMES; number < TIMES + WARM_UP; number++)
    for (const name of names)
      for (const side of sides) await asked[name](side, number);
  for (let number = 0; number < TIMES; number++)
    for (const name of names)
      for (const [index, side] of sides.entries()) {
        const start = performance.now();
        await asked[name](side, number);
        times[index][name].push(performance.now() - start);
      }
  return times;
}
