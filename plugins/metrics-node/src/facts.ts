/**
 * Facts are what sources tell, in the core's words. Each has a natural key, and of two facts with the same key the one
 * with the later `updatedAt` stands (of two with the same moment the one with the higher rank, then the greater text), so
 * that any order of arrival, with any duplicates, ends in the same state. All moments are ISO 8601 in UTC.
 *
 * `project` names a repository or whatever a source calls the thing that is delivered, as `<host>/<path>` in lower case:
 * `github.com/acme/checkout-api`. Projects are bound to entities by the core; a source never names an entity unless its
 * own event does.
 *
 * @public
 */
export type Fact =
  | DeploymentFact
  | DeploymentStatusFact
  | ComparisonFact
  | ChangeFact
  | RunFact
  | IncidentFact;

/**
 * A deployment was asked for. Key: project, deploymentId.
 *
 * @public
 */
export interface DeploymentFact {
  type: 'deployment';
  project: string;
  deploymentId: string;
  environment: string;
  /** Full commit id. */
  revision: string;
  version?: string;
  createdAt: string;
  updatedAt: string;
  /** Path inside a monorepo, where the source knows it. */
  path?: string;
  /** The CI run that released it: one (revision, environment, run) is one deployment in the figures. */
  runId?: string;
  /** Said by whoever deployed, never guessed. */
  intent?: 'hotfix' | 'rollback';
  /** Ids of incidents that it answers. */
  incidents?: string[];
  url?: string;
}

/** @public */
export type DeploymentState =
  | 'queued'
  | 'pending'
  | 'in_progress'
  | 'success'
  | 'failure'
  | 'error'
  | 'inactive';

/**
 * A deployment's state changed. Key: project, deploymentId, statusId. May come before its deployment.
 *
 * @public
 */
export interface DeploymentStatusFact {
  type: 'deploymentStatus';
  project: string;
  deploymentId: string;
  statusId: string;
  state: DeploymentState;
  at: string;
  environmentUrl?: string;
  logUrl?: string;
}

/**
 * The commits between two revisions, oldest first, as the forge's compare gives them or a push to the default branch
 * tells: what a deployment of `head` after one of `base` brought. Kept, so that a rebuild asks nobody; where the very pair
 * was never compared, the core follows the chain of those that were. Key: project, base, head.
 *
 * @public
 */
export interface ComparisonFact {
  type: 'comparison';
  project: string;
  base: string;
  head: string;
  /** `behind` or `diverged` brings no changes: it is a rollback or another line. */
  relation: 'ahead' | 'behind' | 'identical' | 'diverged';
  commits: CommitRecord[];
  /** The forge gave fewer commits than there are. */
  truncated: boolean;
  updatedAt: string;
}

/** @public */
export interface CommitRecord {
  revision: string;
  committedAt: string;
  /** First line of the message. */
  title: string;
}

/**
 * A pull request (or merge request). Key: project, changeId.
 *
 * @public
 */
export interface ChangeFact {
  type: 'change';
  project: string;
  changeId: string;
  title: string;
  url?: string;
  state: 'open' | 'merged' | 'closed';
  /** The commit that is on the default branch for it: merge, squash or last rebased commit. */
  mergeRevision?: string;
  mergedAt?: string;
  /** The first authored commit of the branch, also when it was squashed. */
  firstCommittedAt?: string;
  /** Original commits of the branch, as far as known. */
  revisions?: string[];
  labels?: string[];
  updatedAt: string;
}

/**
 * A CI run. Key: project, runId, attempt.
 *
 * @public
 */
export interface RunFact {
  type: 'run';
  project: string;
  runId: string;
  attempt: number;
  name: string;
  revision: string;
  branch?: string;
  trigger: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion?: 'success' | 'failure' | 'cancelled' | 'skipped' | 'other';
  startedAt?: string;
  completedAt?: string;
  url?: string;
  updatedAt: string;
}

/**
 * Something broke and was put right. Key: source, incidentId.
 *
 * @public
 */
export interface IncidentFact {
  type: 'incident';
  incidentId: string;
  /** Left out by an event that names none: what another said of it stands. */
  title?: string;
  openedAt: string;
  resolvedAt?: string;
  updatedAt: string;
  url?: string;
  /** Where it is: a project, an entity that the event itself names, or neither. */
  project?: string;
  entityRef?: string;
  environment?: string;
  /** The best evidence there is: what the incident itself links. */
  deploymentId?: string;
  revision?: string;
  version?: string;
  /** It was taken back: a false alarm, a label removed. It counts no more. */
  withdrawn?: boolean;
}
