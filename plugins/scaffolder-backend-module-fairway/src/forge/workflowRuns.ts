import { Octokit } from '@octokit/rest';
import { ConditionalReader } from './ConditionalReader';
import { describeForgeError, forgeStatus } from './ForgeError';
import { RepositoryTarget } from './repositoryTarget';

/** One run of a workflow, as far as it matters here. */
export interface WorkflowRun {
  id: number;
  html_url: string;
  status: string | null;
  conclusion: string | null;
  /** 1, and one more each time it is run again. */
  run_attempt?: number;
}

/** A job of a run with its steps. */
export interface WorkflowJob {
  id: number;
  name: string;
  status: string;
  conclusion: string | null;
  html_url: string | null;
  steps?: Array<{
    name: string;
    number: number;
    status: string;
    conclusion: string | null;
  }>;
}

const encode = encodeURIComponent;

/** The address of a repository below the API's base. */
export function repositoryPath(target: RepositoryTarget): string {
  return `/repos/${encode(target.organisation)}/${encode(target.name)}`;
}

/** The newest run of a workflow for a commit. */
export async function findRun(
  reader: ConditionalReader,
  target: RepositoryTarget,
  workflow: string,
  commit: string,
): Promise<WorkflowRun | undefined> {
  const path = `${repositoryPath(target)}/actions/workflows/${encode(
    workflow,
  )}/runs?head_sha=${encode(commit)}&per_page=10`;
  try {
    const { workflow_runs: runs } = await reader.get<{
      workflow_runs: WorkflowRun[];
    }>(path);
    return runs[0];
  } catch (error) {
    // A workflow that was pushed a moment ago may not be known yet.
    if (forgeStatus(error) === 404) {
      return undefined;
    }
    throw describeForgeError(error, `look for runs of ${workflow}`);
  }
}

/** Starts a run; the forge tells its id or, where it is older, does not. */
export async function dispatchRun(
  octokit: Octokit,
  target: RepositoryTarget,
  options: {
    workflow: string;
    branch: string;
    inputs?: Record<string, string>;
  },
): Promise<void> {
  try {
    await octokit.rest.actions.createWorkflowDispatch({
      owner: target.organisation,
      repo: target.name,
      workflow_id: options.workflow,
      ref: options.branch,
      inputs: options.inputs,
      request: { retries: 0 },
    });
  } catch (error) {
    throw describeForgeError(
      error,
      `start ${options.workflow} on ${options.branch}`,
    );
  }
}

/** Runs the jobs of a run again that did not succeed; it stays the same run. */
export async function rerunFailedJobs(
  octokit: Octokit,
  target: RepositoryTarget,
  runId: number,
): Promise<void> {
  try {
    await octokit.rest.actions.reRunWorkflowFailedJobs({
      owner: target.organisation,
      repo: target.name,
      run_id: runId,
      request: { retries: 0 },
    });
  } catch (error) {
    throw describeForgeError(error, `run again what failed in run ${runId}`);
  }
}

export async function readRun(
  reader: ConditionalReader,
  target: RepositoryTarget,
  runId: number,
): Promise<WorkflowRun> {
  try {
    return await reader.get<WorkflowRun>(
      `${repositoryPath(target)}/actions/runs/${runId}`,
    );
  } catch (error) {
    throw describeForgeError(error, `read run ${runId}`);
  }
}

export async function readJobs(
  reader: ConditionalReader,
  target: RepositoryTarget,
  runId: number,
): Promise<WorkflowJob[]> {
  try {
    const { jobs } = await reader.get<{ jobs: WorkflowJob[] }>(
      `${repositoryPath(target)}/actions/runs/${runId}/jobs?per_page=100`,
    );
    return jobs;
  } catch (error) {
    throw describeForgeError(error, `read the jobs of run ${runId}`);
  }
}

/** The log of a job as text, or nothing when the forge has none any more. */
export async function readJobLog(
  octokit: Octokit,
  target: RepositoryTarget,
  jobId: number,
): Promise<string | undefined> {
  try {
    const { data } = await octokit.rest.actions.downloadJobLogsForWorkflowRun({
      owner: target.organisation,
      repo: target.name,
      job_id: jobId,
    });
    return typeof data === 'string' ? data : undefined;
  } catch {
    // The log only makes the message better; the failure itself is told either way.
    return undefined;
  }
}
