import type { RunFact } from '@fairway/plugin-metrics-node';
import type { Repository } from '../projects/Repository';
import type { GithubRun } from '../webhook/schemas';
import { toUtc, toUtcIfAny } from './moments';

const CONCLUSIONS: Record<string, RunFact['conclusion']> = {
  success: 'success',
  failure: 'failure',
  timed_out: 'failure',
  startup_failure: 'failure',
  cancelled: 'cancelled',
  skipped: 'skipped',
};

export function runFact(repository: Repository, run: GithubRun): RunFact {
  const completed = run.status === 'completed';
  const startedAt = toUtcIfAny(run.run_started_at);
  return {
    type: 'run',
    project: repository.project,
    runId: String(run.id),
    attempt: run.run_attempt ?? 1,
    name: run.name ?? '',
    revision: run.head_sha,
    trigger: run.event,
    status: statusOf(run),
    url: run.html_url,
    updatedAt: toUtc(run.updated_at),
    ...(run.head_branch && { branch: run.head_branch }),
    ...(startedAt && { startedAt }),
    ...(completed && {
      conclusion: CONCLUSIONS[run.conclusion ?? ''] ?? 'other',
      completedAt: toUtc(run.updated_at),
    }),
  };
}

function statusOf({ status }: GithubRun): RunFact['status'] {
  return status === 'completed' || status === 'in_progress' ? status : 'queued';
}
