import type { Requests } from './requests';

const WARM_UP = 100;
const TIMES = 400;

/** Milliseconds that each request took. */
export interface Times {
  floor: number[];
  organisation: number[];
  compared: number[];
  fleet: number[];
  fleetCompared: number[];
  service: number[];
  serviceApart: number[];
}

/** Asks for everything in turns, so that whatever else the machine does hits all alike; each window once. */
export async function askInTurns(
  requests: Requests,
  services: number,
): Promise<Times> {
  const asked: Record<keyof Times, (number: number) => Promise<unknown>> = {
    floor: requests.floor,
    organisation: number => requests.organisation(number),
    compared: number => requests.organisation(number, true),
    fleet: number => requests.fleet(number, services),
    fleetCompared: number => requests.fleet(number, services, true),
    service: number => requests.service(number, services),
    serviceApart: number => requests.serviceApart(number, services),
  };
  const times: Times = {
    ...{ floor: [], organisation: [], compared: [] },
    ...{ fleet: [], fleetCompared: [], service: [], serviceApart: [] },
  };
  const names = Object.keys(asked) as (keyof Times)[];
  for (let number = TIMES; number < TIMES + WARM_UP; number++)
    for (const name of names) await asked[name](number);
  for (let number = 0; number < TIMES; number++)
    for (const name of names) {
      const start = performance.now();
      await asked[name](number);
      times[name].push(performance.now() - start);
    }
  return times;
}
