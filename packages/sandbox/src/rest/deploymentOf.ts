import { NotFoundError } from '@backstage/errors';
import { Request } from 'express';
import { Deployment } from '../forge/Deployments';
import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';

/** The deployment that `:deployment_id` names. Throws NotFoundError. */
export function deploymentOf(
  forge: Forge,
  repository: Repository,
  req: Request,
): Deployment {
  const deployment = forge.deployments.find(
    repository.id,
    Number(req.params.deployment_id),
  );
  if (!deployment) {
    throw new NotFoundError('Not Found');
  }
  return deployment;
}
