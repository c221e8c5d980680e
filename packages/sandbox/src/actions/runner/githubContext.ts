import { createHash } from 'node:crypto';

import { Job, Run } from '../store/model';
import { JobDirectories } from './JobDirectories';
import { JobRequest } from './JobRequest';

/** What the contexts of a run are made of, before it has a job. */
export type RunFacts = Pick<
  JobRequest,
  'run' | 'workflow' | 'repository' | 'actor' | 'ownerId'
> & { url: string };

/** A ref without its `refs/heads/`, `refs/tags/` or `refs/pull/`. */
export function refName(ref: string): string {
  return ref.replace(/^refs\/(heads|tags|pull)\//, '');
}

interface PullPayload {
  head?: { ref: string };
  base?: { ref: string };
}

function pullOf(run: Pick<Run, 'event' | 'payload'>): PullPayload | undefined {
  return run.event === 'pull_request'
    ? (run.payload.pull_request as PullPayload)
    : undefined;
}

/** The branch that a run's commit is on: of a pull request, the one to be merged. */
export function headBranch(
  run: Pick<Run, 'event' | 'payload' | 'ref'>,
): string {
  return pullOf(run)?.head?.ref ?? refName(run.ref);
}

/** The `github` context as far as it is known before a job runs. */
export function githubContext(facts: RunFacts): Record<string, unknown> {
  const { run, workflow, repository, actor, url } = facts;
  const pull = pullOf(run);
  return {
    actor: actor.login,
    actor_id: String(actor.id),
    api_url: `${url}/api/v3`,
    base_ref: pull?.base?.ref ?? '',
    event: run.payload,
    event_name: run.event,
    graphql_url: `${url}/api/graphql`,
    head_ref: pull?.head?.ref ?? '',
    ref: run.ref,
    ref_name: refName(run.ref),
    ref_protected: false,
    ref_type: run.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    repository: repository.fullName,
    repository_id: String(repository.id),
    repository_owner: repository.owner,
    repository_owner_id: String(facts.ownerId),
    repositoryUrl: `${url}/${repository.fullName}.git`,
    repository_visibility: repository.visibility,
    retention_days: '90',
    run_attempt: String(run.attempt),
    run_id: String(run.id),
    run_number: String(run.runNumber),
    secret_source: 'Actions',
    server_url: url,
    sha: run.headSha,
    triggering_actor: run.triggeringActor,
    workflow: workflow.name,
    workflow_ref: `${repository.fullName}/${workflow.path}@${run.ref}`,
    workflow_sha: run.headSha,
  };
}

/** The `runner` context. */
export function runnerContext(directories: JobDirectories) {
  const systems: Record<string, string> = { linux: 'Linux', darwin: 'macOS' };
  const architectures: Record<string, string> = { x64: 'X64', arm64: 'ARM64' };
  return {
    name: 'local runner',
    os: systems[process.platform] ?? process.platform,
    arch: architectures[process.arch] ?? process.arch,
    temp: directories.temporary,
    tool_cache: directories.tools,
    workspace: directories.runnerWorkspace,
    environment: 'self-hosted',
  };
}

/** The `strategy` context of one job of a matrix. */
export function strategyContext(
  job: Job,
  failFast: boolean,
  maxParallel: number,
) {
  return {
    'fail-fast': failFast,
    'job-index': job.matrixIndex,
    'job-total': job.matrixTotal,
    'max-parallel': maxParallel,
  };
}

/**
 * RUNNER_TRACKING_ID, by which the processes of a job can be recognised. The
 * runner's folder is part of it: another sandbox may have a job of the same number.
 */
export function trackingId(directory: string, job: Pick<Job, 'id'>): string {
  const runner = createHash('sha256').update(directory).digest('hex');
  return `fairway-${runner.slice(0, 12)}-${job.id}`;
}

const NOT_IN_ENVIRONMENT = [
  'event',
  'token',
  'secret_source',
  'repositoryUrl',
  'repository_visibility',
];

/** The GITHUB_* and RUNNER_* variables that follow from the contexts. */
export function contextVariables(
  github: Record<string, unknown>,
  runner: Record<string, unknown>,
): Record<string, string> {
  const variables = Object.entries(github)
    .filter(([key]) => !NOT_IN_ENVIRONMENT.includes(key))
    .map(([key, value]) => [`GITHUB_${key.toUpperCase()}`, String(value)]);
  const own = Object.entries(runner).map(([key, value]) => [
    `RUNNER_${key.toUpperCase()}`,
    String(value),
  ]);
  return Object.fromEntries([...variables, ...own]);
}
