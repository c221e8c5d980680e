import type { IncidentRow } from '../facts/rows';
import type { Incident } from '../rules/timeline';
import type { Timeline } from './EntityFigures';

export const incidentKey = ({ source, incident_id }: IncidentRow) =>
  `${source}/${incident_id}`;

const names = (row: IncidentRow, { reached }: Timeline) =>
  reached.some(
    ({ key, revision, version }) =>
      (row.deployment_id !== null && key === row.deployment_id) ||
      (row.revision !== null && revision.startsWith(row.revision)) ||
      (row.version !== null && version === row.version),
  );

function lastDeployed(
  row: IncidentRow,
  timelines: Timeline[],
): Timeline | undefined {
  const last = (timeline: Timeline) =>
    timeline.reached.findLast(({ finishedAt }) => finishedAt <= row.opened_at)
      ?.finishedAt ?? -Infinity;
  const [best] = [...timelines].sort((a, b) => last(b) - last(a));
  return best && last(best) > -Infinity ? best : undefined;
}

const toIncident = (row: IncidentRow): Incident => ({
  key: incidentKey(row),
  openedAt: row.opened_at,
  ...(row.resolved_at !== null && { resolvedAt: row.resolved_at }),
  ...(row.deployment_id !== null && { deploymentKey: row.deployment_id }),
  ...(row.revision !== null && { revision: row.revision }),
  ...(row.version !== null && { version: row.version }),
});

/**
 * Which timeline each incident belongs to, where a service has several: the one that its link or revision names, else the
 * one in which something was deployed last before it. Under `undefined` are those for which nothing was deployed at all.
 */
export function routeIncidents(
  incidents: IncidentRow[],
  timelines: Timeline[],
): Map<Timeline | undefined, Incident[]> {
  const routed = new Map<Timeline | undefined, Incident[]>();
  for (const row of incidents) {
    const possible = timelines.filter(
      ({ project, environment }) =>
        (row.project === null || row.project === project) &&
        (row.environment === null || row.environment === environment),
    );
    const timeline =
      possible.find(one => names(row, one)) ??
      lastDeployed(row, possible) ??
      possible[0];
    const list = routed.get(timeline);
    if (list) list.push(toIncident(row));
    else routed.set(timeline, [toIncident(row)]);
  }
  return routed;
}
