import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { ConditionalReader } from '../forge/ConditionalReader';
import { Deadline } from '../forge/deadline';
import {
  describeProgress,
  findErrorLine,
  findFailedStep,
} from '../forge/explainRun';
import { ForgeClient } from '../forge/ForgeClients';
import { poll } from '../forge/poll';
import { RepositoryTarget } from '../forge/repositoryTarget';
import {
  readJobLog,
  readJobs,
  readRun,
  WorkflowRun,
} from '../forge/workflowRuns';

/**
 * Follows a run to its end and tells its progress: each change of a job or step is one line of the log.
 *
 * @throws Error with the job, the step, the line that says what went wrong, and the run's URL when the run does not
 *   succeed; ServiceUnavailableError when it is not over in time.
 */
export async function followRun(options: {
  client: ForgeClient;
  reader: ConditionalReader;
  target: RepositoryTarget;
  deadline: Deadline;
  logger: LoggerService;
  runId: number;
  /** An earlier attempt that the forge may still show is passed over. Default: 1. */
  attempt?: number;
}): Promise<WorkflowRun> {
  const { client, reader, target, deadline, logger, runId } = options;
  const told = new Set<string>();
  let latest: WorkflowRun | undefined;
  const run = await poll({
    pace: client.pace,
    deadline,
    ask: async () => {
      latest = await readRun(reader, target, runId);
      if ((latest.run_attempt ?? 1) < (options.attempt ?? 1)) {
        return undefined;
      }
      for (const line of describeProgress(
        await readJobs(reader, target, runId),
      )) {
        if (!told.has(line)) {
          told.add(line);
          logger.info(line);
        }
      }
      return latest.status === 'completed' ? latest : undefined;
    },
  });
  if (!run) {
    throw new ServiceUnavailableError(
      `CI is still ${latest?.status ?? 'not known'} after the time allowed for it: ${
        latest?.html_url ?? `run ${runId}`
      }. Retry to go on waiting for the same run.`,
    );
  }
  if (run.conclusion !== 'success') {
    throw await explainFailure(options, run);
  }
  return run;
}

async function explainFailure(
  options: Parameters<typeof followRun>[0],
  run: WorkflowRun,
): Promise<Error> {
  const { client, reader, target, logger } = options;
  const failed = findFailedStep(await readJobs(reader, target, run.id));
  if (!failed) {
    return new Error(
      `CI ended with ${run.conclusion ?? 'no result'}: ${run.html_url}. Correct it on the branch, then retry: that follows the new run, or runs this one again.`,
    );
  }
  const { job, step } = failed;
  const log = await readJobLog(client.octokit, target, job.id);
  const line = log && findErrorLine(log);
  const place = step ? `Step "${step}" of job ${job.name}` : `Job ${job.name}`;
  const outcome =
    job.conclusion === 'failure' ? 'failed' : `ended: ${job.conclusion}`;
  logger.error(`${place} ${outcome}${line ? `: ${line}` : ''}`);
  return new Error(
    `CI: ${place} ${outcome}${
      line ? `: ${line}` : ''
    }. See ${run.html_url}. Correct it on the branch, then retry: that follows the new run, or runs again what failed.`,
  );
}
