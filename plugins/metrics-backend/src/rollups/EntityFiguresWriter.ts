import type { Knex } from 'knex';
import { type DayRow, sameRow } from './DayCell';
import type { EntityFigures } from './EntityFigures';

const ROWS_AT_ONCE = 100;

interface Table {
  name: string;
  key: string[];
}

const JUDGEMENT: Table = {
  name: 'judgement',
  key: ['entity_ref', 'project', 'deployment_id'],
};
const DELIVERED: Table = {
  name: 'delivered_change',
  key: ['entity_ref', 'change_key'],
};
const ATTRIBUTION: Table = {
  name: 'attribution',
  key: ['entity_ref', 'source', 'incident_id'],
};
const ROLLUP: Table = { name: 'rollup_day', key: ['scope', 'day'] };

function judgementRows(entityRef: string, figures: EntityFigures) {
  return figures.judgements.map(judgement => ({
    entity_ref: entityRef,
    project: judgement.project,
    deployment_id: judgement.key,
    environment: judgement.environment,
    finished_at: judgement.finishedAt,
    kind: judgement.kind,
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

const rollupRows = (entityRef: string, figures: EntityFigures) =>
  [...figures.days].map(([day, cell]) => ({
    scope: entityRef,
    day,
    level: 0,
    ...cell.toRow(),
  }));

/** A row as text, the same for both databases: one gives bigints as text and booleans as such, the other as numbers. */
const asText = (row: Record<string, any>) =>
  JSON.stringify(
    Object.entries(row)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [
        name,
        typeof value === 'boolean'
          ? String(Number(value))
          : value && String(value),
      ]),
  );

/**
 * Brings the stored figures of one entity to what was made now, writing only what differs: a new deployment in a long
 * history touches a few rows.
 *
 * @returns the days whose rollup changed
 */
export async function writeEntityFigures(
  transaction: Knex.Transaction,
  entityRef: string,
  figures: EntityFigures,
): Promise<number[]> {
  for (const [table, rows] of [
    [JUDGEMENT, judgementRows(entityRef, figures)],
    [DELIVERED, deliveredRows(entityRef, figures)],
    [ATTRIBUTION, attributionRows(entityRef, figures)],
  ] as const)
    await replaceRows(
      transaction,
      table,
      { entity_ref: entityRef },
      rows,
      (a, b) => asText(a) === asText(b),
    );
  const changed = await replaceRows(
    transaction,
    ROLLUP,
    { scope: entityRef },
    rollupRows(entityRef, figures),
    (a, b) => sameRow(a as DayRow, b as DayRow),
  );
  return changed.map(row => row.day);
}

/** Makes the rows that match a condition be exactly these; returns those that were added, changed or removed. */
async function replaceRows(
  transaction: Knex.Transaction,
  { name, key }: Table,
  condition: Record<string, string>,
  rows: Record<string, any>[],
  same: (a: any, b: any) => boolean,
): Promise<Record<string, any>[]> {
  const idOf = (row: Record<string, any>) =>
    key.map(column => row[column]).join('\u0000');
  const before = new Map(
    (await transaction(name).where(condition)).map(row => [idOf(row), row]),
  );
  const changed = rows.filter(row => {
    const old = before.get(idOf(row));
    before.delete(idOf(row));
    return !old || !same(old, row);
  });
  const gone = [...before.values()];
  for (let start = 0; start < gone.length; start += ROWS_AT_ONCE)
    await transaction(name)
      .whereIn(
        key,
        gone
          .slice(start, start + ROWS_AT_ONCE)
          .map(row => key.map(column => row[column])),
      )
      .delete();
  for (let start = 0; start < changed.length; start += ROWS_AT_ONCE)
    await transaction(name)
      .insert(changed.slice(start, start + ROWS_AT_ONCE))
      .onConflict(key)
      .merge();
  return [...changed, ...gone];
}
