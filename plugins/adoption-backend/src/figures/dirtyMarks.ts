import { databaseNow } from '@fairway/serving';
import type { ReportingZone } from '@fairway/serving';
import type { Knex } from 'knex';
import { chunks } from '../database/chunks';

/** The one row of `dirty_fleet`. */
const FLEET = 1;

/** Days whose creations are to be made anew. */
export async function markDays(
  transaction: Knex.Transaction,
  days: Iterable<number>,
): Promise<void> {
  for (const part of chunks(
    [...new Set(days)].sort((a, b) => a - b),
    3,
  ))
    await transaction('dirty_day')
      .insert(part.map(day => ({ day, since: databaseNow(transaction) })))
      .onConflict('day')
      .merge(['day']);
}

/** The first day from which on the fleet is to be made anew. */
export async function markFleet(
  transaction: Knex.Transaction,
  fromDay: number,
): Promise<void> {
  await transaction('dirty_fleet')
    .insert({
      ...{ id: FLEET, from_day: fromDay, revision: 1 },
      since: databaseNow(transaction),
    })
    .onConflict('id')
    .merge({
      from_day: transaction.raw(
        'CASE WHEN dirty_fleet.from_day < excluded.from_day THEN dirty_fleet.from_day ELSE excluded.from_day END',
      ),
      revision: transaction.raw('dirty_fleet.revision + 1'),
    });
}

/**
 * Marks every day that some runs count on: when they began, when their service came to production, and the same of other
 * runs for the same service, which may have been a retry of theirs.
 */
export async function markRuns(
  transaction: Knex.Transaction,
  options: { taskIds: string[]; zone: ReportingZone },
): Promise<void> {
  const { taskIds, zone } = options;
  const days = new Set<number>();
  for (const part of chunks(taskIds)) {
    const runs: { template: string; name: string; entity_ref: string }[] =
      await transaction('run')
        .whereIn('task_id', part)
        .select('template', 'name', 'entity_ref');
    const related: { task_id: string; started_at: number | string }[] =
      await transaction('run')
        .whereIn('task_id', part)
        .orWhereIn(
          ['template', 'name'],
          runs.flatMap(run => (run.name ? [[run.template, run.name]] : [])),
        )
        .orWhereIn(
          'entity_ref',
          runs.flatMap(run => run.entity_ref ?? []),
        )
        .select('task_id', 'started_at');
    for (const run of related) days.add(zone.dayOf(Number(run.started_at)));
    for (const ids of chunks(related.map(run => run.task_id)))
      for (const row of await transaction('attempt')
        .whereIn('task_id', ids)
        .select('opened_at'))
        days.add(zone.dayOf(Number(row.opened_at)));
    for (const row of await transaction('milestone')
      .whereIn(
        'entity_ref',
        runs.flatMap(run => run.entity_ref ?? []),
      )
      .whereNotNull('production_at')
      .select('production_at'))
      days.add(zone.dayOf(Number(row.production_at)));
  }
  await markDays(transaction, days);
}
