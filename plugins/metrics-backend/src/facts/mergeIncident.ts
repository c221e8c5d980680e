import type { IncidentFact } from '@fairway/plugin-metrics-node';
import { known, later, moment } from './joins';
import type { IncidentRow } from './rows';

/** What an incident may name, and a later event of it may be silent about. */
const NAMED = [
  'title',
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
  'resolved_at' | 'withdrawn' | 'updated_at'
>;

/** The title of what nobody gave one. */
const untitled = (incidentId: string) => `Incident ${incidentId}`;

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
    title: fact.title ?? untitled(fact.incidentId),
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

function nameIn(row: IncidentRow, name: Named): string | null {
  return name === 'title' && row.title === untitled(row.incident_id)
    ? null
    : row[name];
}

/** When each name was told. Of rows that were kept before that was noted, all were when the row was. */
function toldOf(row: IncidentRow): Partial<Record<Named, number>> {
  const noted = row.told === null ? {} : JSON.parse(row.told);
  const unnoted = row.told === null ? NAMED : (['title'] as const);
  return {
    ...Object.fromEntries(
      unnoted
        .filter(name => nameIn(row, name) !== null)
        .map(name => [name, row.updated_at]),
    ),
    ...noted,
  };
}

function lastNamed(
  a: IncidentRow,
  b: IncidentRow,
): Pick<IncidentRow, Named | 'told'> {
  const [toldA, toldB] = [toldOf(a), toldOf(b)];
  const told: Partial<Record<Named, number>> = {};
  const named = {} as Record<Named, string | null>;
  for (const name of NAMED) {
    const [atA, atB] = [toldA[name] ?? -Infinity, toldB[name] ?? -Infinity];
    const last =
      atA === atB
        ? known(nameIn(a, name), nameIn(b, name))
        : nameIn(atA > atB ? a : b, name);
    named[name] = last;
    if (last !== null) told[name] = Math.max(atA, atB);
  }
  return {
    ...named,
    title: named.title ?? untitled(a.incident_id),
    told: JSON.stringify(told),
  };
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
