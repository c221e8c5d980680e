/**
 * What is there now of an entity's delivery: for plugins that watch it. Moments are ISO 8601 in UTC.
 *
 * @public
 */
export interface DeliveryState {
  entityRef: string;
  environments: EnvironmentState[];
  /** The newest finished run of each workflow that pushes to one of the branches asked for start. */
  runs: RunState[];
  /** Incidents and alerts that are open now. */
  incidents: OpenIncident[];
}

/** @public */
export interface EnvironmentState {
  project: string;
  environment: string;
  production: boolean;
  /** The newest that was asked for. */
  latest: DeploymentNow;
  /** The newest that ever reached the environment; the same as `latest` where that did. */
  reached?: DeploymentNow;
}

/** @public */
export interface DeploymentNow {
  deploymentId: string;
  revision?: string;
  version?: string;
  state?: string;
  /** When it came to that state. */
  at: string;
  url?: string;
  logUrl?: string;
  /** Where it answers. */
  environmentUrl?: string;
}

/** @public */
export interface RunState {
  project: string;
  runId: string;
  branch: string;
  name: string;
  conclusion: 'success' | 'failure';
  completedAt: string;
  url?: string;
}

/** @public */
export interface OpenIncident {
  source: string;
  incidentId: string;
  title: string;
  openedAt: string;
  url?: string;
  /** Absent where it is about no environment in particular. */
  environment?: string;
  production?: boolean;
}

/**
 * The states of those of the entities asked for that anything is bound to.
 *
 * @public
 */
export interface StateAnswer {
  items: DeliveryState[];
}
