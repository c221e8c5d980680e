import { setTimeout as wait } from 'node:timers/promises';
import { type Delivery, deliveryOf } from './deliveries';
import { Sender, withClients } from './Sender';
import type { Sides } from './Sides';

const CLIENTS = 32;
const KILLS = 3;

/**
 * Kills the backend while clients send and the worker works, several times; what was not acknowledged is sent again. Lost
 * is what was acknowledged and became no deployment, doubled what became more than one or is kept more than once.
 */
export async function killed(
  sides: Sides,
): Promise<{ sent: number; lost: number; doubled: number }> {
  const before = await sides.deployments();
  const sender = new Sender({ url: sides.ours, clients: CLIENTS });
  const ids = new Set<string>();
  let sending = true;
  function* deliveries(): Generator<Delivery> {
    for (let number = 0; sending; number++) {
      const delivery = deliveryOf('killed', number);
      ids.add(delivery.id);
      yield delivery;
    }
  }
  const sent = withClients(CLIENTS, deliveries(), delivery =>
    sender.sendUntilTaken(delivery),
  );
  for (let kill = 0; kill < KILLS; kill++) {
    await wait(2_000 + kill * 700);
    await sides.killBackend();
    await sides.startBackend();
  }
  await wait(1_000);
  sending = false;
  await sent;
  sender.close();
  // What a killed process had leased is free again when its lease ends.
  await sides.drained();
  const kept: { delivery_id: string }[] = await sides
    .knex('inbox_delivery')
    .where('delivery_id', 'like', '/bench killed-%')
    .select('delivery_id');
  const facts: { deployment_id: string }[] = await sides
    .knex('deployment')
    .where('deployment_id', 'like', 'killed-%')
    .whereNotNull('first_success_at')
    .select('deployment_id');
  const known = new Set(facts.map(row => row.deployment_id));
  const counted = (await sides.deployments()) - before;
  const lost = [...ids].filter(id => !known.has(id)).length;
  return {
    sent: ids.size,
    lost: Math.max(lost, ids.size - counted),
    doubled:
      Math.max(kept.length - ids.size, 0) + Math.max(counted - ids.size, 0),
  };
}
