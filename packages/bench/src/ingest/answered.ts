import { setTimeout as wait } from 'node:timers/promises';
import { deliveryOf, serviceOf } from './deliveries';
import { Sender } from './Sender';
import type { Sides } from './Sides';

const TIMES = 100;
const BACKGROUND_MILLISECONDS = 20;

/** Seconds from sending an event until the service's figures have it, while fifty others a second arrive. */
export async function answered(sides: Sides): Promise<number[]> {
  const sender = new Sender({ url: sides.ours, clients: 4 });
  let number = 1_000_000;
  const background = setInterval(
    () => void sender.send(deliveryOf('background', (number += 1))),
    BACKGROUND_MILLISECONDS,
  );
  const seconds: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    const service = serviceOf(time);
    const before = await sides.deployments(service);
    const start = performance.now();
    await sender.sendUntilTaken(deliveryOf('answered', time));
    while ((await sides.deployments(service)) <= before) await wait(10);
    seconds.push((performance.now() - start) / 1000);
  }
  clearInterval(background);
  await sides.drained();
  sender.close();
  return seconds;
}
