import type { Knex } from 'knex';
import { databaseNow, isPostgres } from '../database/clock';

const ROWS_AT_ONCE = 100;

/**
 * Marks entities to be computed again; in a fixed order, so that two transactions cannot wait for each other. A mark that
 * stands is written again and not passed over: only so does whoever is about to take it away wait for the facts of this
 * transaction.
 *
 * @param options.background - behind everything that is new: a rebuild
 * @param options.regroupFrom - from this moment on, the entity's days belong to other scopes than before
 */
export async function markDirty(
  knex: Knex,
  refs: string[],
  options: { background?: boolean; regroupFrom?: number } = {},
): Promise<void> {
  const least = isPostgres(knex) ? 'least' : 'min';
  const sorted = [...new Set(refs)].sort();
  for (let start = 0; start < sorted.length; start += ROWS_AT_ONCE)
    await knex('dirty_entity')
      .insert(
        sorted.slice(start, start + ROWS_AT_ONCE).map(entity_ref => ({
          entity_ref,
          since: databaseNow(knex),
          background: options.background ? 1 : 0,
          regroup_from: options.regroupFrom ?? null,
        })),
      )
      .onConflict('entity_ref')
      .merge({
        since: knex.raw(
          `case when excluded.background < dirty_entity.background then excluded.since else ${least}(dirty_entity.since, excluded.since) end`,
        ),
        background: knex.raw(
          `${least}(dirty_entity.background, excluded.background)`,
        ),
        regroup_from: knex.raw(
          `coalesce(${least}(dirty_entity.regroup_from, excluded.regroup_from), dirty_entity.regroup_from, excluded.regroup_from)`,
        ),
      } as any);
}

/** Marks days of which all scopes are to be put together again. */
export async function markDaysDirty(
  knex: Knex,
  days: Iterable<number>,
  options: { background: boolean },
): Promise<void> {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  for (let start = 0; start < sorted.length; start += ROWS_AT_ONCE)
    await knex('dirty_day')
      .insert(
        sorted.slice(start, start + ROWS_AT_ONCE).map(day => ({
          day,
          since: databaseNow(knex),
          background: options.background ? 1 : 0,
        })),
      )
      .onConflict('day')
      .ignore();
}
