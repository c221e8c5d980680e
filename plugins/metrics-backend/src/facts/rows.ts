import type { CommitRecord } from '@fairway/plugin-metrics-node';

/** The rows of the fact tables, as merged; moments are milliseconds since the epoch. */
export interface DeploymentRow {
  project: string;
  deployment_id: string;
  environment: string | null;
  revision: string | null;
  version: string | null;
  created_at: number | null;
  updated_at: number;
  path: string | null;
  run_id: string | null;
  intent: string | null;
  /** JSON: string[], sorted. */
  incidents: string;
  url: string | null;
  first_success_at: number | null;
  first_failure_at: number | null;
  state: string | null;
  state_at: number | null;
  environment_url: string | null;
  log_url: string | null;
}

export interface ComparisonRow {
  project: string;
  base: string;
  head: string;
  relation: string;
  /** JSON: [revision, committed at, title][]. */
  commits: string;
  truncated: boolean;
  updated_at: number;
}

export interface ChangeRow {
  project: string;
  change_id: string;
  title: string;
  url: string | null;
  state: string;
  merge_revision: string | null;
  merged_at: number | null;
  first_committed_at: number | null;
  /** JSON: string[], sorted. */
  revisions: string;
  /** JSON: string[]. */
  labels: string;
  updated_at: number;
}

export interface RunRow {
  project: string;
  run_id: string;
  attempt: number;
  name: string;
  revision: string;
  branch: string | null;
  trigger: string;
  status: string;
  conclusion: string | null;
  started_at: number | null;
  completed_at: number | null;
  url: string | null;
  updated_at: number;
}

export interface IncidentRow {
  source: string;
  incident_id: string;
  title: string;
  opened_at: number;
  resolved_at: number | null;
  url: string | null;
  project: string | null;
  entity_ref: string | null;
  environment: string | null;
  deployment_id: string | null;
  revision: string | null;
  version: string | null;
  withdrawn: boolean;
  updated_at: number;
  /** For each of what it names the `updated_at` of who said so, as JSON; null where it was kept before that was noted. */
  told: string | null;
}

/** A commit as it stands in a comparison's JSON: short, since there are many. */
export type StoredCommit = [
  revision: string,
  committedAt: number,
  title: string,
];

export const toStoredCommit = ({
  revision,
  committedAt,
  title,
}: CommitRecord): StoredCommit => [
  revision,
  Date.parse(committedAt),
  title.slice(0, 200),
];
