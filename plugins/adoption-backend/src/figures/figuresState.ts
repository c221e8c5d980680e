import { ADOPTION_RULES_VERSION } from '@fairway/plugin-adoption-common';
import type { Knex } from 'knex';
import type { AdoptionConfig } from '../config/readAdoptionConfig';
import { makingFigures } from '../database/locks';
import { markDays, markFleet } from './dirtyMarks';

const FINGERPRINT = 'made-by';
/** Raised when what is kept of the figures is laid out otherwise. */
const LAYOUT = 4;

/** All that a figure depends on beside the facts. */
const fingerprintOf = ({ zone, minimumSample }: AdoptionConfig): string =>
  JSON.stringify({
    rules: ADOPTION_RULES_VERSION,
    layout: LAYOUT,
    zone: zone.name,
    minimumSample,
  });

/** Has everything made again from the facts. The marks outlive a crash. */
export async function requestRebuild(
  knex: Knex,
  config: AdoptionConfig,
): Promise<void> {
  const { zone } = config;
  await makingFigures(knex, async transaction => {
    await transaction('figures_state')
      .insert({ name: FINGERPRINT, value: fingerprintOf(config) })
      .onConflict('name')
      .merge();
    const days = new Set<number>();
    for (const [table, column] of [
      ['attempt', 'opened_at'],
      ['run', 'started_at'],
      ['milestone', 'production_at'],
      ['milestone', 'ci_at'],
      ['milestone', 'staging_at'],
      ['service', 'first_seen_at'],
    ]) {
      const row = await transaction(table)
        .min(`${column} as first`)
        .max(`${column} as last`)
        .first();
      if (row?.first === null || row?.first === undefined) continue;
      const last = zone.dayOf(Number(row.last));
      for (let day = zone.dayOf(Number(row.first)); day <= last; day++)
        days.add(day);
    }
    for (const row of await transaction('creation_day').select('day'))
      days.add(row.day);
    await markDays(transaction, days);
    if (days.size) await markFleet(transaction, Math.min(...days));
  });
}

/** Asks for a rebuild where the figures were made by other rules than these. */
export async function rebuildIfRulesChanged(
  knex: Knex,
  config: AdoptionConfig,
): Promise<void> {
  const row = await knex('figures_state').where('name', FINGERPRINT).first();
  if (row?.value !== fingerprintOf(config)) await requestRebuild(knex, config);
}
