import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { ConditionalReader } from '../forge/ConditionalReader';
import { Deadline } from '../forge/deadline';
import {
  Deployment,
  DeploymentStatus,
  findDeployment,
  readDeploymentStatuses,
} from '../forge/deployments';
import { ForgeClient } from '../forge/ForgeClients';
import { poll } from '../forge/poll';
import { RepositoryTarget } from '../forge/repositoryTarget';

const FAILED = ['failure', 'error'];

/** A deployment that succeeded, and the status that says so. */
export interface SuccessfulDeployment {
  deployment: Deployment;
  status: DeploymentStatus;
}

/**
 * Follows the deployment of a commit until it runs; if it has failed, a later one to the same environment.
 *
 * @throws Error with the deployer's description and the log's URL when it failed; ServiceUnavailableError when nothing
 *   has come of it in time.
 */
export async function followDeployment(options: {
  client: ForgeClient;
  reader: ConditionalReader;
  target: RepositoryTarget;
  deadline: Deadline;
  logger: LoggerService;
  environment: string;
  commit: string;
}): Promise<SuccessfulDeployment> {
  const { client, reader, target, deadline, logger, environment } = options;
  const statusesOf = async (deployment?: Deployment) =>
    deployment
      ? await readDeploymentStatuses(reader, target, deployment.id)
      : [];
  let seen: string | undefined;
  const outcome = await poll({
    pace: client.pace,
    deadline,
    ask: async () => {
      let deployment = await findDeployment(
        reader,
        target,
        environment,
        options.commit,
      );
      let statuses = await statusesOf(deployment);
      if (deployment && FAILED.includes(statuses[0]?.state)) {
        // What failed is corrected by a later release: then that is what has to run.
        const newest = await findDeployment(reader, target, environment);
        if (newest && newest.id > deployment.id) {
          deployment = newest;
          statuses = await statusesOf(newest);
        }
      }
      const state = statuses[0]?.state ?? (deployment ? 'created' : undefined);
      if (state && state !== seen) {
        seen = state;
        logger.info(`${environment}: ${describe(state, statuses[0])}`);
      }
      return deployment && settled(deployment, statuses);
    },
  });
  if (!outcome) {
    throw new ServiceUnavailableError(
      seen
        ? `The deployment to ${environment} is still ${seen} after the time allowed for it. Retry to go on waiting.`
        : `Nobody has deployed ${options.commit.slice(0, 7)} to ${environment} in the time allowed for it: is a deployer watching the branch deploy? Retry to go on waiting.`,
    );
  }
  const { status } = outcome;
  if (FAILED.includes(status.state)) {
    throw new Error(
      `The deployment to ${environment} failed${
        status.description ? `: ${status.description}` : ''
      }.${status.log_url ? ` Log: ${status.log_url}.` : ''} Correct the cause, then retry.`,
    );
  }
  return outcome;
}

/** A later release marks this one inactive: then it had succeeded before, or it never ran. */
function settled(
  deployment: Deployment,
  statuses: DeploymentStatus[],
): SuccessfulDeployment | undefined {
  const status =
    statuses[0]?.state === 'inactive'
      ? statuses.find(candidate => candidate.state === 'success')
      : statuses[0];
  return status && ['success', ...FAILED].includes(status.state)
    ? { deployment, status }
    : undefined;
}

function describe(state: string, status?: DeploymentStatus): string {
  return [state.replace('_', ' '), status?.description, status?.environment_url]
    .filter(Boolean)
    .join(' – ');
}
