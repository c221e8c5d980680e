import type { DeliveryDay } from '@fairway/plugin-metrics-common';
import type { Knex } from 'knex';
import { decodeHistory } from './deliveryHistory';

/** What came of the delivery of some services, few enough for one statement; those without any are absent. */
export async function readHistories(
  knex: Knex,
  entityRefs: string[],
): Promise<Map<string, DeliveryDay[]>> {
  const rows: { entity_ref: string; days: Buffer }[] = await knex(
    'delivery_history',
  )
    .whereIn('entity_ref', entityRefs)
    .select('entity_ref', 'days');
  return new Map(rows.map(row => [row.entity_ref, decodeHistory(row.days)]));
}
