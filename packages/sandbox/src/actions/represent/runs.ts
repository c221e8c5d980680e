import { Forge } from '../../forge/Forge';
import { Repository } from '../../forge/model';
import { nodeId } from '../../represent/nodeId';
import { loginJson } from '../../represent/people';
import { repositoryJson, repositoryUrl } from '../../represent/repositories';
import { Schema } from '../../represent/schema';
import { timestamp } from '../../represent/timestamp';
import { headBranch } from '../runner/githubContext';
import { Run, WorkflowRecord } from '../store/model';
import { actionsUrl, runPageUrl } from './links';

function headCommit(run: Run): Schema<'nullable-simple-commit'> {
  const pushed = run.payload.head_commit as
    Partial<NonNullable<Schema<'nullable-simple-commit'>>> | undefined;
  return {
    id: run.headSha,
    tree_id: pushed?.tree_id ?? run.headSha,
    message: pushed?.message ?? run.title,
    timestamp: pushed?.timestamp ?? timestamp(run.createdAt),
    author: pushed?.author ?? null,
    committer: pushed?.committer ?? null,
  };
}

/** A run in GitHub's words. */
export function runJson(
  forge: Forge,
  repository: Repository,
  run: Run,
  workflow: WorkflowRecord,
): Schema<'workflow-run'> {
  const url = `${actionsUrl(forge, repository)}/runs/${run.id}`;
  const inner = repositoryJson(
    forge,
    repository,
  ) as Schema<'minimal-repository'>;
  return {
    id: run.id,
    name: workflow.name,
    node_id: nodeId('WorkflowRun', run.id),
    check_suite_id: run.id,
    check_suite_node_id: nodeId('CheckSuite', run.id),
    head_branch: headBranch(run),
    head_sha: run.headSha,
    path: workflow.path,
    run_number: run.runNumber,
    run_attempt: run.attempt,
    event: run.event,
    display_title: run.title,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: run.workflowId,
    url,
    html_url: runPageUrl(forge, repository, run.id),
    pull_requests: [],
    created_at: timestamp(run.createdAt),
    updated_at: timestamp(run.updatedAt),
    run_started_at: timestamp(run.startedAt),
    actor: loginJson(forge, run.actor),
    triggering_actor: loginJson(forge, run.triggeringActor),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${repositoryUrl(forge, repository)}/check-suites/${run.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url:
      run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
    workflow_url: `${actionsUrl(forge, repository)}/workflows/${run.workflowId}`,
    head_commit: headCommit(run),
    repository: inner,
    head_repository: inner,
    referenced_workflows: [],
  };
}
