import { Deployment, DeploymentStatus } from '../forge/Deployments';
import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { nodeId } from './nodeId';
import { loginJson } from './people';
import { repositoryUrl } from './repositories';
import { Schema } from './schema';
import { timestamp } from './timestamp';

export function deploymentJson(
  forge: Forge,
  repository: Repository,
  deployment: Deployment,
): Schema<'deployment'> {
  const url = `${repositoryUrl(forge, repository)}/deployments/${deployment.id}`;
  return {
    url,
    id: deployment.id,
    node_id: nodeId('Deployment', deployment.id),
    sha: deployment.sha,
    ref: deployment.ref,
    task: deployment.task,
    payload: deployment.payload as Schema<'deployment'>['payload'],
    original_environment: deployment.originalEnvironment,
    environment: deployment.environment,
    description: deployment.description,
    creator: loginJson(forge, deployment.creator),
    created_at: timestamp(deployment.createdAt),
    updated_at: timestamp(deployment.updatedAt),
    statuses_url: `${url}/statuses`,
    repository_url: repositoryUrl(forge, repository),
    transient_environment: deployment.transient,
    production_environment: deployment.production,
    performed_via_github_app: null,
  };
}

export function deploymentStatusJson(
  forge: Forge,
  repository: Repository,
  status: DeploymentStatus,
): Schema<'deployment-status'> {
  const deploymentUrl = `${repositoryUrl(forge, repository)}/deployments/${status.deploymentId}`;
  return {
    url: `${deploymentUrl}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeId('DeploymentStatus', status.id),
    state: status.state,
    creator: loginJson(forge, status.creator),
    description: status.description,
    environment: status.environment,
    target_url: status.logUrl,
    created_at: timestamp(status.createdAt),
    updated_at: timestamp(status.createdAt),
    deployment_url: deploymentUrl,
    repository_url: repositoryUrl(forge, repository),
    environment_url: status.environmentUrl,
    log_url: status.logUrl,
    performed_via_github_app: null,
  };
}
