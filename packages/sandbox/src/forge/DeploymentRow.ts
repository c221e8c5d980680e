import type {
  Deployment,
  DeploymentState,
  DeploymentStatus,
} from './Deployments';

export interface DeploymentRow {
  id: number;
  repository_id: number;
  sha: string;
  ref: string;
  task: string;
  environment: string;
  original_environment: string;
  description: string | null;
  payload: string;
  transient: number;
  production: number;
  creator: string;
  created_at: string;
  updated_at: string;
}

export interface DeploymentStatusRow {
  id: number;
  deployment_id: number;
  state: DeploymentState;
  description: string;
  environment: string;
  environment_url: string;
  log_url: string;
  creator: string;
  created_at: string;
}

export function toDeployment(row: DeploymentRow): Deployment {
  return {
    id: row.id,
    repositoryId: row.repository_id,
    sha: row.sha,
    ref: row.ref,
    task: row.task,
    environment: row.environment,
    originalEnvironment: row.original_environment,
    description: row.description,
    payload: JSON.parse(row.payload),
    transient: row.transient === 1,
    production: row.production === 1,
    creator: row.creator,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

export function toDeploymentStatus(row: DeploymentStatusRow): DeploymentStatus {
  return {
    id: row.id,
    deploymentId: row.deployment_id,
    state: row.state,
    description: row.description,
    environment: row.environment,
    environmentUrl: row.environment_url,
    logUrl: row.log_url,
    creator: row.creator,
    createdAt: row.created_at,
  };
}
