import { ProcessIdentity } from '../../processes/startTime';

export type Conclusion =
  'success' | 'failure' | 'cancelled' | 'skipped' | 'startup_failure';

/** `pending` waits for its concurrency group, `queued` for a free place. */
export type Status = 'queued' | 'pending' | 'in_progress' | 'completed';

/** A concurrency group, its expressions evaluated. */
export interface Concurrency {
  group: string;
  cancelInProgress: boolean;
}

export interface WorkflowRecord {
  id: number;
  repositoryId: number;
  path: string;
  name: string;
  /** `deleted` when the default branch has the file no longer. */
  state: 'active' | 'deleted';
  createdAt: string;
  updatedAt: string;
}

/** A run of a workflow, in its newest attempt. Times are ISO 8601 in UTC. */
export interface Run {
  id: number;
  repositoryId: number;
  workflowId: number;
  runNumber: number;
  attempt: number;
  event: 'pull_request' | 'push' | 'workflow_dispatch';
  ref: string;
  headSha: string;
  title: string;
  actor: string;
  triggeringActor: string;
  status: Status;
  conclusion: Conclusion | null;
  /** The workflow file as it was at `headSha`. */
  source: string;
  payload: Record<string, unknown>;
  inputs: Record<string, string | boolean | number>;
  concurrency: Concurrency | null;
  cancelRequested: boolean;
  /** Why the run ended before its jobs did, when it did. */
  message: string | null;
  createdAt: string;
  startedAt: string;
  updatedAt: string;
}

export interface Step {
  number: number;
  name: string;
  status: Status;
  conclusion: Conclusion | null;
  startedAt: string | null;
  completedAt: string | null;
  /** The line of the job's log at which this step's part begins, from 1. */
  logLine: number;
}

export interface Annotation {
  level: 'notice' | 'warning' | 'failure';
  message: string;
  title?: string;
  path?: string;
  line?: number;
}

/** One job of one attempt; a matrix makes one for each combination. */
export interface Job {
  id: number;
  runId: number;
  attempt: number;
  key: string;
  name: string;
  matrix: Record<string, unknown>;
  matrixIndex: number;
  matrixTotal: number;
  status: Status;
  conclusion: Conclusion | null;
  /** Failed, but `continue-on-error` lets the run go on. */
  tolerated: boolean;
  labels: string[];
  concurrency: Concurrency | null;
  /** The environment it deploys to, by the file's word. */
  environment: string | null;
  steps: Step[];
  outputs: Record<string, string>;
  annotations: Annotation[];
  /** What the steps wrote to GITHUB_STEP_SUMMARY, as Markdown. */
  summary: string;
  /** Processes started for it, to be found after a crash. */
  processes: ProcessIdentity[];
  createdAt: string;
  startedAt: string | null;
  completedAt: string | null;
}

export interface Artifact {
  id: number;
  repositoryId: number;
  runId: number;
  attempt: number;
  name: string;
  size: number;
  digest: string;
  createdAt: string;
  expiresAt: string;
}
