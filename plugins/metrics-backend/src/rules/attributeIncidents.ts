import type { Attribution, Incident, ReachedDeployment } from './timeline';

/**
 * Lays each incident to the deployment that caused it, by the best evidence there is: a link, then a revision or version
 * that the incident names, then the last deployment within the window before it was opened; else to none.
 *
 * @param options.deployments - in the order of `finishedAt`
 * @param options.window - milliseconds
 */
export function attributeIncidents(options: {
  deployments: ReachedDeployment[];
  incidents: Incident[];
  window: number;
}): Attribution[] {
  const { deployments, window } = options;
  const byKey = new Map(
    deployments.map(deployment => [deployment.key, deployment]),
  );
  return [...options.incidents]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(incident => {
      if (incident.deploymentKey && byKey.has(incident.deploymentKey))
        return {
          incident: incident.key,
          deployment: incident.deploymentKey,
          method: 'link',
        };
      const before = deployments.slice(
        0,
        countUntil(deployments, incident.openedAt),
      );
      const named = before.findLast(
        ({ revision, version }) =>
          (incident.revision && revision.startsWith(incident.revision)) ||
          (incident.version && version === incident.version),
      );
      if (named)
        return {
          incident: incident.key,
          deployment: named.key,
          method: 'revision',
        };
      const last = before.at(-1);
      if (last && incident.openedAt - last.finishedAt <= window)
        return {
          incident: incident.key,
          deployment: last.key,
          method: 'window',
        };
      return { incident: incident.key };
    });
}

/** How many deployments had finished at a moment; binary search, since histories are long. */
function countUntil(deployments: ReachedDeployment[], moment: number): number {
  let low = 0;
  let high = deployments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (deployments[middle].finishedAt <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
