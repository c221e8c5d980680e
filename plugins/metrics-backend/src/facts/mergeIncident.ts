import type { IncidentFact } from '@fairway/plugin-metrics-node';
import { known, later, moment } from './joins';
import type { IncidentRow } from './rows';

/** What an incident may name, and a later event of it may be silent about. */
const NAMED = [
  'url',
  'project',
  'entity_ref',
  'environment',
  'deployment_id',
  'revision',
  'version',
] as const;
type Named = (typeof NAMED)[number];

type IncidentState = Pick<
  IncidentRow,
  'title' | 'resolved_at' | 'withdrawn' | 'updated_at'
>;

/**
 * The later record, with the earliest opening: what tells of an end may not know when it began. Of what it names the last
 * word stands, and silence is none: a resolution seldom repeats which deployment broke.
 */
export function mergeIncident(
  before: IncidentRow | undefined,
  source: string,
  fact: IncidentFact,
): IncidentRow {
  const row: IncidentRow = {
    source,
    incident_id: fact.incidentId,
    title: fact.title,
    opened_at: Date.parse(fact.openedAt),
    resolved_at: moment(fact.resolvedAt),
    url: fact.url ?? null,
    project: fact.project ?? null,
    entity_ref: fact.entityRef ?? null,
    environment: fact.environment ?? null,
    deployment_id: fact.deploymentId ?? null,
    revision: fact.revision ?? null,
    version: fact.version ?? null,
    withdrawn: fact.withdrawn ?? false,
    updated_at: Date.parse(fact.updatedAt),
    told: null,
  };
  if (!before) return { ...row, ...lastNamed(row, row) };
  const state = (one: IncidentRow) => ({
    title: one.title,
    resolved_at: one.resolved_at,
    withdrawn: one.withdrawn,
    updated_at: one.updated_at,
  });
  return {
    ...row,
    ...incidentThatStands(state(before), state(row)),
    ...lastNamed(before, row),
    opened_at: Math.min(before.opened_at, row.opened_at),
  };
}

const toldOf = (row: IncidentRow): Partial<Record<Named, number>> =>
  row.told === null
    ? Object.fromEntries(
        NAMED.filter(name => row[name] !== null).map(name => [
          name,
          row.updated_at,
        ]),
      )
    : JSON.parse(row.told);

function lastNamed(
  a: IncidentRow,
  b: IncidentRow,
): Pick<IncidentRow, Named | 'told'> {
  const [toldA, toldB] = [toldOf(a), toldOf(b)];
  const told: Partial<Record<Named, number>> = {};
  const named = {} as Pick<IncidentRow, Named>;
  for (const name of NAMED) {
    const [atA, atB] = [toldA[name] ?? -Infinity, toldB[name] ?? -Infinity];
    const last =
      atA === atB ? known(a[name], b[name]) : (atA > atB ? a : b)[name];
    named[name] = last;
    if (last !== null) told[name] = Math.max(atA, atB);
  }
  return { ...named, told: JSON.stringify(told) };
}

/** Of two records of the same moment the one that tells of an end stands: an issue may open and close within a second. */
function incidentThatStands(
  before: IncidentState,
  row: IncidentState,
): IncidentState {
  if (
    before.updated_at !== row.updated_at ||
    (before.resolved_at === null) === (row.resolved_at === null)
  )
    return later(before, row);
  return row.resolved_at === null ? before : row;
}
