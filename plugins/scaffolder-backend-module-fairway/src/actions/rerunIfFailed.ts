import { LoggerService } from '@backstage/backend-plugin-api';
import { ConditionalReader } from '../forge/ConditionalReader';
import { ForgeClient } from '../forge/ForgeClients';
import { RepositoryTarget } from '../forge/repositoryTarget';
import { readRun, rerunFailedJobs } from '../forge/workflowRuns';

/**
 * Runs again what failed in a run that an earlier attempt of the step has seen end: that is what a retry is for.
 *
 * @returns which attempt of the run to wait for.
 */
export async function rerunIfFailed(options: {
  client: ForgeClient;
  reader: ConditionalReader;
  target: RepositoryTarget;
  logger: LoggerService;
  runId: number;
}): Promise<number> {
  const { client, reader, target, logger, runId } = options;
  const run = await readRun(reader, target, runId);
  const attempt = run.run_attempt ?? 1;
  if (run.status !== 'completed' || run.conclusion === 'success') {
    return attempt;
  }
  await rerunFailedJobs(client.octokit, target, runId);
  logger.info(`Running again what failed: ${run.html_url}`);
  return attempt + 1;
}
