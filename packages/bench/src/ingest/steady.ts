import { setTimeout as wait } from 'node:timers/promises';
import { deliveryOf } from './deliveries';
import { Sender } from './Sender';
import type { Sides } from './Sides';

const PER_SECOND = 50;
const CLIENTS = 32;

/** Milliseconds to the answer on both sides, told the same number each second, in turns, at the same time. */
export async function steady(
  sides: Sides,
  seconds: number,
): Promise<{ ours: number[]; bare: number[] }> {
  const times = { ours: [] as number[], bare: [] as number[] };
  const senders = {
    ours: new Sender({ url: sides.ours, clients: CLIENTS }),
    bare: new Sender({ url: sides.bare, clients: CLIENTS }),
  };
  const under = new Set<Promise<void>>();
  const order = ['ours', 'bare'] as const;
  const start = performance.now();
  for (let number = 0; number < seconds * PER_SECOND * 2; number++) {
    const due = start + (number * 1000) / PER_SECOND / 2;
    const early = due - performance.now();
    if (early > 0) await wait(early);
    const side = order[number % 2];
    // Sent when it is due, whether or not those before it are answered.
    const sent = senders[side]
      .send(deliveryOf(`steady-${side}`, number))
      .then(({ status, milliseconds, error }) => {
        if (status !== 202)
          throw new Error(
            `${side} answered ${status} after ${milliseconds} ms`,
            {
              cause: error,
            },
          );
        times[side].push(milliseconds);
        under.delete(sent);
      });
    under.add(sent);
  }
  await Promise.all(under);
  for (const sender of Object.values(senders)) sender.close();
  return times;
}
