import { LoggerService } from '@backstage/backend-plugin-api';
import { ConditionalReader } from '../forge/ConditionalReader';
import { ForgeClient } from '../forge/ForgeClients';
import { readBranchHead } from '../forge/readBranchHead';
import { RepositoryTarget } from '../forge/repositoryTarget';
import {
  findRun,
  readRun,
  rerunFailedJobs,
  WorkflowRun,
} from '../forge/workflowRuns';

/** What to wait for: an attempt of a run, and the commit that it is of. */
export interface AwaitedRun {
  runId: number;
  attempt: number;
  commit: string;
}

/**
 * What a retry of the step waits for. A run that has failed is passed over for the run of the branch's newest commit,
 * since that is how its cause is corrected; where there is no newer commit, or the newer run has failed too, what failed
 * is run again.
 */
export async function retryRun(options: {
  client: ForgeClient;
  reader: ConditionalReader;
  target: RepositoryTarget;
  logger: LoggerService;
  workflow: string;
  branch: string;
  /** The run that an earlier attempt of the step waited for, and its commit. */
  runId: number;
  commit: string;
}): Promise<AwaitedRun> {
  const { client, reader, target, logger, workflow, branch } = options;
  const { octokit } = client;
  const before = await readRun(reader, target, options.runId);
  if (!hasFailed(before)) {
    return awaited(before, options.commit);
  }
  const head = await readBranchHead(octokit, target, branch);
  const newer =
    head === options.commit
      ? undefined
      : await findRun(reader, target, workflow, head);
  if (newer) {
    logger.info(
      `${options.commit.slice(0, 7)} has failed and ${head.slice(0, 7)} came after it: following ${newer.html_url}`,
    );
  }
  const run = newer ?? before;
  const commit = newer ? head : options.commit;
  if (!hasFailed(run)) {
    return awaited(run, commit);
  }
  await rerunFailedJobs(octokit, target, run.id);
  logger.info(`Running again what failed: ${run.html_url}`);
  const { runId, attempt } = awaited(run, commit);
  return { runId, attempt: attempt + 1, commit };
}

function hasFailed(run: WorkflowRun): boolean {
  return run.status === 'completed' && run.conclusion !== 'success';
}

function awaited(run: WorkflowRun, commit: string): AwaitedRun {
  return { runId: run.id, attempt: run.run_attempt ?? 1, commit };
}
