import { RULES_VERSION } from '@fairway/plugin-metrics-common';
import type { Knex } from 'knex';
import { isPostgres } from '../database/clock';
import type { RulesConfig } from './EntityFigures';
import { BLOCK_DAYS, putBlocksTogether } from './blocks';

const FINGERPRINT = 'made-by';

/** All that a figure depends on beside the facts, and how it is kept. */
export const fingerprintOf = (rules: RulesConfig): string =>
  JSON.stringify({
    rules: RULES_VERSION,
    zone: rules.zone.name,
    productionEnvironments: rules.productionEnvironments,
    incidentWindow: rules.incidentWindow,
    blockDays: BLOCK_DAYS,
  });

/** By which rules the stored figures are made; undefined where there are none yet. */
export async function storedFingerprint(
  knex: Knex,
): Promise<string | undefined> {
  const row = await knex('figures_state').where('name', FINGERPRINT).first();
  return row?.value;
}

/**
 * Has everything made again from the facts, behind what is new: marks every entity that has facts or figures, and every
 * day that has figures. The marks outlive a crash; what is done is not done twice.
 */
export async function requestRebuild(
  knex: Knex,
  rules: RulesConfig,
): Promise<void> {
  await knex.transaction(async transaction => {
    if (isPostgres(transaction))
      await transaction.raw(
        `SELECT pg_advisory_xact_lock(hashtext('fairway metrics figures'))`,
      );
    await transaction('figures_state')
      .insert({ name: FINGERPRINT, value: fingerprintOf(rules) })
      .onConflict('name')
      .merge();
    await putBlocksTogether(transaction);
    const now = isPostgres(transaction)
      ? `(extract(epoch from clock_timestamp()) * 1000)::bigint`
      : `cast(unixepoch('subsec') * 1000 as integer)`;
    await transaction.raw(
      `INSERT INTO dirty_entity (entity_ref, since, background)
       SELECT entity_ref, ${now}, 1 FROM (
         SELECT entity_ref FROM binding
         UNION SELECT entity_ref FROM incident WHERE entity_ref IS NOT NULL
         UNION SELECT scope FROM rollup_revision WHERE level = 0
       ) AS everything WHERE true ORDER BY entity_ref
       ON CONFLICT (entity_ref) DO NOTHING`,
    );
    await transaction.raw(
      `INSERT INTO dirty_day (day, since, background)
       SELECT day, ${now}, 1 FROM (SELECT DISTINCT day FROM rollup_day) AS days WHERE true ORDER BY day
       ON CONFLICT (day) DO NOTHING`,
    );
  });
}

/** Asks for a rebuild where the figures were made by other rules than these. */
export async function rebuildIfRulesChanged(
  knex: Knex,
  rules: RulesConfig,
): Promise<boolean> {
  if ((await storedFingerprint(knex)) === fingerprintOf(rules)) return false;
  await requestRebuild(knex, rules);
  return true;
}
