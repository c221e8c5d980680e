import { NotFoundError } from '@backstage/errors';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Environment } from '../forge/Environments';
import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { paginate } from '../http/paginate';
import { repositoryOf } from '../http/repositoryOf';
import { nodeId } from '../represent/nodeId';
import { repositoryPageUrl, repositoryUrl } from '../represent/repositories';
import { Schema } from '../represent/schema';
import { timestamp } from '../represent/timestamp';

const base = '/repos/:owner/:repo/environments';

/** Environments are there once something was deployed to them. */
export function environmentRoutes(forge: Forge): Router {
  const router = PromiseRouter();
  router.get(base, (req, res) => {
    const repository = repositoryOf(forge, req, res, 'actions', 'read');
    const environments = forge.environments.list(repository.id);
    res.json({
      total_count: environments.length,
      environments: paginate(forge, req, res, environments).map(environment =>
        environmentJson(forge, repository, environment),
      ),
    });
  });
  router.get(`${base}/:environment_name`, (req, res) => {
    const repository = repositoryOf(forge, req, res, 'actions', 'read');
    const environment = forge.environments
      .list(repository.id)
      .find(entry => entry.name === req.params.environment_name);
    if (!environment) {
      throw new NotFoundError('Not Found');
    }
    res.json(environmentJson(forge, repository, environment));
  });
  return router;
}

function environmentJson(
  forge: Forge,
  repository: Repository,
  environment: Environment,
): Schema<'environment'> {
  const name = encodeURIComponent(environment.name);
  return {
    id: environment.id,
    node_id: nodeId('Environment', environment.id),
    name: environment.name,
    url: `${repositoryUrl(forge, repository)}/environments/${name}`,
    html_url: `${repositoryPageUrl(forge, repository)}/deployments/${name}`,
    created_at: timestamp(environment.createdAt),
    updated_at: timestamp(environment.updatedAt),
    protection_rules: [],
    deployment_branch_policy: null,
  };
}
