import { matchesPattern } from '../bindings/matchesPattern';
import type { DeploymentRow, IncidentRow } from '../facts/rows';
import type { ReachedDeployment } from '../rules/timeline';
import type { Binding, RulesConfig, Timeline } from './EntityFigures';

/** Whether a deployment went to production. */
export const isProduction = (
  row: DeploymentRow,
  { productionEnvironments }: RulesConfig,
) =>
  row.environment !== null &&
  productionEnvironments.some(pattern =>
    matchesPattern(pattern, row.environment!),
  );

/** An incident counts unless it was taken back or is elsewhere than in production. */
export const concernsProduction = (
  incident: IncidentRow,
  { productionEnvironments }: RulesConfig,
) =>
  !incident.withdrawn &&
  (incident.environment === null ||
    productionEnvironments.some(pattern =>
      matchesPattern(pattern, incident.environment!),
    ));

/** Whether a deployment is one of the entity that has these bindings. */
export function isBound(row: DeploymentRow, bindings: Binding[]): boolean {
  const at = row.created_at ?? row.updated_at;
  return bindings.some(
    binding =>
      binding.project === row.project &&
      binding.validFrom <= at &&
      (binding.validTo === undefined || at < binding.validTo) &&
      (!binding.environmentPattern ||
        matchesPattern(binding.environmentPattern, row.environment!)) &&
      (!binding.path || `${row.path ?? ''}/`.startsWith(`${binding.path}/`)),
  );
}

/** The deployments that reached production, by project and environment, each in the order in which they finished. */
export function timelinesOf(rows: DeploymentRow[]): Timeline[] {
  const timelines = new Map<string, Timeline>();
  for (const row of rows) {
    if (row.first_success_at === null || row.revision === null) continue;
    const { project, environment } = row as {
      project: string;
      environment: string;
    };
    const id = `${project} ${environment}`;
    let timeline = timelines.get(id);
    if (!timeline)
      timelines.set(id, (timeline = { project, environment, reached: [] }));
    timeline.reached.push({
      key: row.deployment_id,
      revision: row.revision,
      version: row.version ?? undefined,
      finishedAt: row.first_success_at,
      runId: row.run_id ?? undefined,
      intent: (row.intent ?? undefined) as ReachedDeployment['intent'],
      incidents: JSON.parse(row.incidents),
    });
  }
  const sorted = [...timelines]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, timeline]) => timeline);
  for (const { reached } of sorted)
    reached.sort(
      (a, b) => a.finishedAt - b.finishedAt || (a.key < b.key ? -1 : 1),
    );
  return sorted;
}
