import { median } from '../support/statistics';
import { type Delivery, deliveryOf } from './deliveries';
import { Sender, withClients } from './Sender';
import type { Sides } from './Sides';

const ROUNDS = 3;

export interface Throughput {
  perSecond: number;
  /** Of all deliveries, in milliseconds. */
  times: number[];
}

async function round(
  url: string,
  options: { clients: number; run: string; seconds: number },
): Promise<Throughput> {
  const { clients, run, seconds } = options;
  const sender = new Sender({ url, clients });
  const times: number[] = [];
  const start = performance.now();
  let end = start;
  function* deliveries(): Generator<Delivery> {
    for (let number = 0; performance.now() - start < seconds * 1000; number++)
      yield deliveryOf(run, number);
  }
  await withClients(clients, deliveries(), async delivery => {
    const { status, milliseconds } = await sender.send(delivery);
    if (status !== 202) throw new Error(`${url} answered ${status}`);
    times.push(milliseconds);
    end = performance.now();
  });
  sender.close();
  return { perSecond: (times.length * 1000) / (end - start), times };
}

/** How fast each side takes what some clients send as fast as they can; in turns, the median round of each. */
export async function throughput(
  sides: Sides,
  options: { clients: number; seconds: number },
): Promise<{ ours: Throughput; bare: Throughput }> {
  const found = { ours: [] as Throughput[], bare: [] as Throughput[] };
  for (let number = 0; number <= ROUNDS; number++)
    for (const side of ['bare', 'ours'] as const) {
      const { clients, seconds } = options;
      const run = `${side}-${clients}-${number}`;
      const one = await round(sides[side], { clients, run, seconds });
      // The first one warms up.
      if (number) found[side].push(one);
      // What the one leaves behind must not weigh on the other.
      await sides.drained();
    }
  const summed = (rounds: Throughput[]): Throughput => ({
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    times: rounds.flatMap(({ times }) => times),
  });
  return { ours: summed(found.ours), bare: summed(found.bare) };
}
