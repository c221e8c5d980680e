import { ConditionalReader } from './ConditionalReader';
import { describeForgeError } from './ForgeError';
import { RepositoryTarget } from './repositoryTarget';
import { repositoryPath } from './workflowRuns';

/** One deployment of a commit to an environment. */
export interface Deployment {
  id: number;
  sha: string;
  environment: string;
  payload?: unknown;
}

/** What became of a deployment; the newest comes first. */
export interface DeploymentStatus {
  state: string;
  description?: string | null;
  environment_url?: string | null;
  log_url?: string | null;
}

/** The newest deployment to an environment: of one commit or, where none is named, of any. */
export async function findDeployment(
  reader: ConditionalReader,
  target: RepositoryTarget,
  environment: string,
  commit?: string,
): Promise<Deployment | undefined> {
  const query = new URLSearchParams({
    environment,
    ...(commit && { sha: commit }),
    per_page: '10',
  });
  try {
    const [newest] = await reader.get<Deployment[]>(
      `${repositoryPath(target)}/deployments?${query}`,
    );
    return newest;
  } catch (error) {
    throw describeForgeError(error, `look for deployments to ${environment}`);
  }
}

/** All statuses of a deployment, the newest first. */
export async function readDeploymentStatuses(
  reader: ConditionalReader,
  target: RepositoryTarget,
  deploymentId: number,
): Promise<DeploymentStatus[]> {
  try {
    return await reader.get<DeploymentStatus[]>(
      `${repositoryPath(target)}/deployments/${deploymentId}/statuses?per_page=100`,
    );
  } catch (error) {
    throw describeForgeError(error, `read deployment ${deploymentId}`);
  }
}

/** The version that the deployer wrote into the deployment's payload, which may come as an object or as its JSON. */
export function deployedVersion(deployment: Deployment): string | undefined {
  let { payload } = deployment;
  if (typeof payload === 'string') {
    try {
      payload = JSON.parse(payload);
    } catch {
      return undefined;
    }
  }
  const version = (payload as { version?: unknown } | null)?.version;
  return typeof version === 'string' ? version : undefined;
}
