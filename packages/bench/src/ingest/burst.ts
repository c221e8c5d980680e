import { type Delivery, deliveryOf } from './deliveries';
import { Sender, withClients } from './Sender';
import type { Sides } from './Sides';

const CLIENTS = 32;
/** One of so many comes a second time, as after an outage. */
const AGAIN = 10;

/** Seconds until so many deliveries that were held back are acknowledged, and until all figures have them. */
export async function burst(
  sides: Sides,
  size: number,
): Promise<{ acknowledged: number; drained: number }> {
  const before = await sides.deployments();
  const sender = new Sender({ url: sides.ours, clients: CLIENTS });
  function* deliveries(): Generator<Delivery> {
    for (let number = 0; number < size; number++)
      yield deliveryOf(
        'burst',
        number % AGAIN ? number : Math.max(number - 1, 1),
      );
  }
  const start = performance.now();
  await withClients(CLIENTS, deliveries(), delivery =>
    sender.sendUntilTaken(delivery),
  );
  const acknowledged = (performance.now() - start) / 1000;
  await sides.drained();
  const drained = (performance.now() - start) / 1000;
  sender.close();
  const counted = (await sides.deployments()) - before;
  const expected = size - Math.ceil(size / AGAIN);
  if (counted !== expected)
    throw new Error(`${expected} were sent, ${counted} are in the figures`);
  return { acknowledged, drained };
}
