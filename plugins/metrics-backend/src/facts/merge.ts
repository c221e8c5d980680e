import type {
  ChangeFact,
  ComparisonFact,
  DeploymentFact,
  DeploymentStatusFact,
  RunFact,
} from '@fairway/plugin-metrics-node';
import {
  type ChangeRow,
  type ComparisonRow,
  type DeploymentRow,
  type RunRow,
  toStoredCommit,
} from './rows';
import { known, later, least, moment, union } from './joins';

/*
 * Each merge is commutative, associative and idempotent, so that any order of arrival, with any duplicates, ends in the
 * same row: a moment is the earliest or the latest that was told, a set is the union, and of whole records the one with
 * the later `updated_at` stands.
 */

const noDeployment = (
  project: string,
  deploymentId: string,
): DeploymentRow => ({
  project,
  deployment_id: deploymentId,
  environment: null,
  revision: null,
  version: null,
  created_at: null,
  updated_at: 0,
  path: null,
  run_id: null,
  intent: null,
  incidents: '[]',
  url: null,
  first_success_at: null,
  first_failure_at: null,
  state: null,
  state_at: null,
  environment_url: null,
  log_url: null,
});

export function mergeDeployment(
  before: DeploymentRow | undefined,
  fact: DeploymentFact,
): DeploymentRow {
  const row = before ?? noDeployment(fact.project, fact.deploymentId);
  return {
    ...row,
    environment: known(row.environment, fact.environment),
    revision: known(row.revision, fact.revision),
    version: known(row.version, fact.version ?? null),
    created_at: least(row.created_at, Date.parse(fact.createdAt)),
    updated_at: Math.max(row.updated_at, Date.parse(fact.updatedAt)),
    path: known(row.path, fact.path ?? null),
    run_id: known(row.run_id, fact.runId ?? null),
    intent: known(row.intent, fact.intent ?? null),
    incidents: union(row.incidents, fact.incidents ?? []),
    url: known(row.url, fact.url ?? null),
  };
}

/** Of two states at the same moment the one further on stands. */
const RANK = [
  'queued',
  'pending',
  'in_progress',
  'inactive',
  'success',
  'failure',
  'error',
];

export function mergeDeploymentStatus(
  before: DeploymentRow | undefined,
  fact: DeploymentStatusFact,
): DeploymentRow {
  const row = before ?? noDeployment(fact.project, fact.deploymentId);
  const at = Date.parse(fact.at);
  const isLater =
    row.state_at === null ||
    at > row.state_at ||
    (at === row.state_at &&
      RANK.indexOf(fact.state) > RANK.indexOf(row.state!));
  return {
    ...row,
    updated_at: Math.max(row.updated_at, at),
    first_success_at:
      fact.state === 'success'
        ? least(row.first_success_at, at)
        : row.first_success_at,
    first_failure_at:
      fact.state === 'failure' || fact.state === 'error'
        ? least(row.first_failure_at, at)
        : row.first_failure_at,
    ...(isLater && { state: fact.state, state_at: at }),
    environment_url: known(row.environment_url, fact.environmentUrl ?? null),
    log_url: known(row.log_url, fact.logUrl ?? null),
  };
}

/** A whole comparison stands before one that was cut off; else the later one. */
export function mergeComparison(
  before: ComparisonRow | undefined,
  fact: ComparisonFact,
): ComparisonRow {
  const row: ComparisonRow = {
    project: fact.project,
    base: fact.base,
    head: fact.head,
    relation: fact.relation,
    commits: JSON.stringify(fact.commits.map(toStoredCommit)),
    truncated: fact.truncated,
    updated_at: Date.parse(fact.updatedAt),
  };
  if (before && before.truncated !== row.truncated)
    return before.truncated ? row : before;
  return later(before, row);
}

export function mergeChange(
  before: ChangeRow | undefined,
  fact: ChangeFact,
): ChangeRow {
  const row: ChangeRow = {
    project: fact.project,
    change_id: fact.changeId,
    title: fact.title,
    url: fact.url ?? null,
    state: fact.state,
    merge_revision: fact.mergeRevision ?? null,
    merged_at: moment(fact.mergedAt),
    first_committed_at: moment(fact.firstCommittedAt),
    revisions: union('[]', fact.revisions ?? []),
    labels: JSON.stringify(fact.labels ?? []),
    updated_at: Date.parse(fact.updatedAt),
  };
  if (!before) return row;
  const told = ({ title, url, state, labels, updated_at }: ChangeRow) => ({
    title,
    url,
    state,
    labels,
    updated_at,
  });
  return {
    ...row,
    ...later(told(before), told(row)),
    merge_revision: known(before.merge_revision, row.merge_revision),
    merged_at: known(before.merged_at, row.merged_at),
    first_committed_at: least(
      before.first_committed_at,
      row.first_committed_at,
    ),
    revisions: union(before.revisions, JSON.parse(row.revisions)),
  };
}

const RUN_RANK = ['queued', 'in_progress', 'completed'];

/** The record that stands, with the earliest start of both: what tells of an end may not know when it began. */
export function mergeRun(before: RunRow | undefined, fact: RunFact): RunRow {
  const started = moment(fact.startedAt);
  const row: RunRow = {
    project: fact.project,
    run_id: fact.runId,
    attempt: fact.attempt,
    name: fact.name,
    revision: fact.revision,
    branch: fact.branch ?? null,
    trigger: fact.trigger,
    status: fact.status,
    conclusion: fact.conclusion ?? null,
    started_at: null,
    completed_at: moment(fact.completedAt),
    url: fact.url ?? null,
    updated_at: Date.parse(fact.updatedAt),
  };
  return {
    ...runThatStands(before && { ...before, started_at: null }, row),
    started_at: least(before?.started_at ?? null, started),
  };
}

function runThatStands(before: RunRow | undefined, row: RunRow): RunRow {
  if (!before) return row;
  const [a, b] = [
    RUN_RANK.indexOf(before.status),
    RUN_RANK.indexOf(row.status),
  ];
  if (a !== b) return a > b ? before : row;
  return later(before, row);
}
