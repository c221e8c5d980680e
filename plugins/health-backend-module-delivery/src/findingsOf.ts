import type { HealthFinding } from '@fairway/plugin-health-node';
import type {
  DeliveryState,
  DeploymentNow,
  EnvironmentState,
  OpenIncident,
  RunState,
} from '@fairway/plugin-metrics-common';

const FAILED = ['failure', 'error'];
const UNDER_WAY = ['queued', 'pending', 'in_progress'];
const REVISION_SHOWN = 7;

const nameOf = ({ version, revision, deploymentId }: DeploymentNow) =>
  version ?? revision?.slice(0, REVISION_SHOWN) ?? `deployment ${deploymentId}`;

/** Only what a browser may open. */
function linkTo(title: string, url: string | undefined) {
  return url && /^https?:\/\//i.test(url) ? { link: { title, url } } : {};
}

function sayDeployment({
  environment,
  latest,
  reached,
}: EnvironmentState): Pick<HealthFinding, 'status' | 'text'> | undefined {
  const name = nameOf(latest);
  const before = reached && nameOf(reached);
  const state = latest.state ?? 'queued';
  if (state === 'success')
    return {
      status: 'healthy',
      text: `${name} was deployed to ${environment}`,
    };
  if (FAILED.includes(state))
    return before === undefined
      ? {
          status: 'unhealthy',
          text: `${name} could not be deployed to ${environment}, and nothing was before`,
        }
      : {
          status: 'degraded',
          text: `${name} could not be deployed to ${environment}; ${before} was the last that could`,
        };
  if (UNDER_WAY.includes(state))
    return {
      status: before === undefined ? 'unknown' : 'healthy',
      text: `${name} is on its way to ${environment}`,
    };
  // Taken down: nothing is expected there any more.
  return undefined;
}

function ofEnvironment(state: EnvironmentState): HealthFinding[] {
  const { environment, latest, production, project } = state;
  const said = sayDeployment(state);
  return said
    ? [
        {
          key: `deployment ${project} ${environment}`,
          ...said,
          sourceTitle: 'Last deployment',
          ...{ environment, production, since: latest.at },
          ...linkTo('Open the log', latest.logUrl ?? latest.url),
        },
      ]
    : [];
}

const ofRun = (run: RunState): HealthFinding => ({
  key: `run ${run.project} ${run.name}`,
  status: run.conclusion === 'success' ? 'healthy' : 'degraded',
  text: `${run.name || 'CI'} ${run.conclusion === 'success' ? 'passed' : 'failed'} on ${run.branch}`,
  sourceTitle: 'Last CI run',
  since: run.completedAt,
  ...linkTo('Open the run', run.url),
});

const ofIncident = (incident: OpenIncident): HealthFinding => ({
  key: `incident ${incident.source} ${incident.incidentId}`,
  status: 'unhealthy',
  text: `Open: ${incident.title}`,
  sourceTitle: 'Incidents and alerts',
  ...(incident.environment !== undefined && {
    environment: incident.environment,
    production: incident.production,
  }),
  since: incident.openedAt,
  ...linkTo('Open the incident', incident.url),
});

/** Of each workflow the newest run on any of the branches. */
function newestRuns(runs: RunState[], branches: string[]): RunState[] {
  const newest = new Map<string, RunState>();
  for (const run of runs) {
    const id = `${run.project} ${run.name}`;
    const other = newest.get(id);
    if (
      branches.includes(run.branch) &&
      !(other && other.completedAt > run.completedAt)
    )
      newest.set(id, run);
  }
  return [...newest.values()];
}

/**
 * What is to be said of an entity's delivery. A deployment that fails leaves the one before it running: that is degraded,
 * unless there was none.
 *
 * @param branches - what the default branch may be called
 */
export function findingsOf(
  state: DeliveryState,
  branches: string[],
): HealthFinding[] {
  return [
    ...state.environments.flatMap(ofEnvironment),
    ...newestRuns(state.runs, branches).map(ofRun),
    ...state.incidents.map(ofIncident),
  ];
}
