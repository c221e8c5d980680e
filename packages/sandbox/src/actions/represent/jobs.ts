import { Forge } from '../../forge/Forge';
import { Repository } from '../../forge/model';
import { nodeId } from '../../represent/nodeId';
import { repositoryUrl } from '../../represent/repositories';
import { Schema } from '../../represent/schema';
import { timestamp } from '../../represent/timestamp';
import { headBranch } from '../runner/githubContext';
import { Job, Run, Step, WorkflowRecord } from '../store/model';
import { actionsUrl, jobPageUrl } from './links';

type JobJson = Schema<'job'>;

/** GitHub has no `startup_failure` for a job, nor has this runner. */
function conclusionOf(job: Pick<Job, 'conclusion'>): JobJson['conclusion'] {
  return job.conclusion === 'startup_failure' ? 'failure' : job.conclusion;
}

function stepJson(step: Step): NonNullable<JobJson['steps']>[number] {
  return {
    name: step.name,
    status: step.status === 'pending' ? 'queued' : step.status,
    conclusion: step.conclusion,
    number: step.number,
    started_at: step.startedAt && timestamp(step.startedAt),
    completed_at: step.completedAt && timestamp(step.completedAt),
  };
}

/** A job in GitHub's words. */
export function jobJson(
  forge: Forge,
  repository: Repository,
  facts: { run: Run; job: Job; workflow: WorkflowRecord },
): JobJson {
  const { run, job, workflow } = facts;
  const actions = actionsUrl(forge, repository);
  const isRunning = job.startedAt !== null && job.conclusion !== 'skipped';
  return {
    id: job.id,
    run_id: run.id,
    workflow_name: workflow.name,
    head_branch: headBranch(run),
    run_url: `${actions}/runs/${run.id}`,
    run_attempt: job.attempt,
    node_id: nodeId('CheckRun', job.id),
    head_sha: run.headSha,
    url: `${actions}/jobs/${job.id}`,
    html_url: jobPageUrl(forge, repository, job),
    status: job.status,
    conclusion: conclusionOf(job),
    created_at: timestamp(job.createdAt),
    started_at: timestamp(job.startedAt ?? job.createdAt),
    completed_at: job.completedAt && timestamp(job.completedAt),
    name: job.name,
    steps: job.steps.map(stepJson),
    check_run_url: `${repositoryUrl(forge, repository)}/check-runs/${job.id}`,
    labels: job.labels,
    runner_id: isRunning ? 1 : null,
    runner_name: isRunning ? 'local runner' : null,
    runner_group_id: isRunning ? 1 : null,
    runner_group_name: isRunning ? 'Default' : null,
  };
}
