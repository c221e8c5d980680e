import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { ConditionalReader } from '../forge/ConditionalReader';
import { Deadline, startDeadline } from '../forge/deadline';
import { ForgeClient } from '../forge/ForgeClients';
import { poll } from '../forge/poll';
import { RepositoryTarget } from '../forge/repositoryTarget';
import { dispatchRun, findRun } from '../forge/workflowRuns';

/**
 * The one run of a commit: adopted if there is one, else started. A run is known by its commit, so that a repetition
 * after a crash finds the run that it had started.
 *
 * @returns the run's id.
 * @throws ServiceUnavailableError when a started run does not show up.
 */
export async function startOrAdoptRun(options: {
  client: ForgeClient;
  reader: ConditionalReader;
  target: RepositoryTarget;
  deadline: Deadline;
  logger: LoggerService;
  workflow: string;
  branch: string;
  commit: string;
  inputs?: Record<string, string>;
}): Promise<number> {
  const { client, reader, target, deadline, logger, workflow, commit } =
    options;
  const find = async () => {
    const window = startDeadline(deadline.signal, client.pace.appearsWithin);
    try {
      return await poll({
        ask: () => findRun(reader, target, workflow, commit),
        pace: client.pace,
        deadline: window,
      });
    } finally {
      window.clear();
    }
  };

  const existing = await find();
  if (existing) {
    logger.info(
      `Following the run that the push has started: ${existing.html_url}`,
    );
    return existing.id;
  }
  logger.info(
    `No run of ${workflow} for ${commit.slice(0, 7)} yet: starting one`,
  );
  await dispatchRun(client.octokit, target, options);
  const started = await find();
  if (!started) {
    throw new ServiceUnavailableError(
      `The forge accepted to start ${workflow}, but shows no run of it for ${commit}. Look at the repository's Actions page, then retry.`,
    );
  }
  logger.info(`Started ${started.html_url}`);
  return started.id;
}
