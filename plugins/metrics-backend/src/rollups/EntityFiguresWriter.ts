import type { Knex } from 'knex';
import { FAILED_ROLLOUT } from './EntityFigures';
import type { EntityFigures } from './EntityFigures';
import { replaceRows } from './replaceRows';

function judgementRows(entityRef: string, figures: EntityFigures) {
  const rows = figures.judgements.map(judgement => ({
    entity_ref: entityRef,
    project: judgement.project,
    deployment_id: judgement.key,
    environment: judgement.environment,
    finished_at: judgement.finishedAt,
    kind: judgement.kind as string,
    counted: judgement.kind !== 'redeploy' && !judgement.duplicateOf,
    failed: judgement.failed,
    recovered_at: judgement.recoveredAt ?? null,
    evidence: JSON.stringify({
      kind: judgement.kindEvidence,
      duplicateOf: judgement.duplicateOf,
      replaced: judgement.replaced,
      failure: judgement.failureEvidence,
      recovery: judgement.recoveryEvidence,
    }),
  }));
  for (const rollout of figures.failedRollouts)
    rows.push({
      entity_ref: entityRef,
      project: rollout.project,
      deployment_id: rollout.deployment_id,
      environment: rollout.environment!,
      finished_at: rollout.first_failure_at!,
      kind: FAILED_ROLLOUT,
      counted: false,
      failed: false,
      recovered_at: null,
      evidence: JSON.stringify({ kind: 'it never served', failure: [] }),
    });
  return rows;
}

const deliveredRows = (entityRef: string, figures: EntityFigures) =>
  figures.delivered.map(change => ({
    entity_ref: entityRef,
    change_key: change.changeKey,
    project: change.project,
    deployment_id: change.deploymentKey,
    deployed_at: change.deployedAt,
    lead_seconds: change.leadSeconds,
    title: change.title,
  }));

const attributionRows = (entityRef: string, figures: EntityFigures) =>
  figures.attributions.map(({ incidentRow, deployment, method }) => ({
    entity_ref: entityRef,
    source: incidentRow.source,
    incident_id: incidentRow.incident_id,
    opened_at: incidentRow.opened_at,
    deployment_id: deployment ?? null,
    method: method ?? null,
  }));

/** Two environments may lack the same pair. */
const uncomparedRows = (entityRef: string, figures: EntityFigures) => [
  ...new Map(
    figures.uncompared.map(({ project, base, head }) => [
      `${project} ${base} ${head}`,
      { entity_ref: entityRef, project, base, head },
    ]),
  ).values(),
];

const rollupRows = (entityRef: string, figures: EntityFigures) =>
  [...figures.days].map(([day, cell]) => ({
    scope: entityRef,
    day,
    level: 0,
    ...cell.toRow(),
  }));

const TABLES = [
  {
    table: 'judgement',
    key: ['entity_ref', 'project', 'deployment_id'],
    rowsOf: judgementRows,
  },
  {
    table: 'delivered_change',
    key: ['entity_ref', 'project', 'change_key'],
    rowsOf: deliveredRows,
  },
  {
    table: 'attribution',
    key: ['entity_ref', 'source', 'incident_id'],
    rowsOf: attributionRows,
  },
  {
    table: 'uncompared',
    key: ['entity_ref', 'project', 'base', 'head'],
    rowsOf: uncomparedRows,
  },
  { table: 'rollup_day', key: ['scope', 'day'], rowsOf: rollupRows },
];

/**
 * Brings the stored figures of some entities to what was made now, writing only what differs: a new deployment in a long
 * history touches a few rows.
 *
 * @returns the days of each entity whose rollup changed
 */
export async function writeEntityFigures(
  transaction: Knex.Transaction,
  figures: Map<string, EntityFigures>,
): Promise<Map<string, number[]>> {
  const touched = new Map<string, number[]>();
  for (const { table, key, rowsOf } of TABLES) {
    const before = await transaction(table).whereIn(key[0], [
      ...figures.keys(),
    ]);
    const changed = await replaceRows({
      transaction,
      table,
      key,
      before,
      after: [...figures].flatMap(([ref, own]) => rowsOf(ref, own) as object[]),
    });
    if (table !== 'rollup_day') continue;
    for (const { scope, day } of changed)
      touched.set(scope, [...(touched.get(scope) ?? []), day]);
  }
  return touched;
}
