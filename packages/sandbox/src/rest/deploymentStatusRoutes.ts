import { NotFoundError } from '@backstage/errors';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { deploymentStates } from '../forge/Deployments';
import { Forge } from '../forge/Forge';
import { bodyOf } from '../http/bodyOf';
import { requireCaller } from '../http/caller';
import { paginate } from '../http/paginate';
import { repositoryOf } from '../http/repositoryOf';
import { deploymentStatusJson } from '../represent/deployments';
import { deploymentOf } from './deploymentOf';

const base = '/repos/:owner/:repo/deployments/:deployment_id/statuses';

const address = z.union([
  z.literal(''),
  z.url({ protocol: /^https?$/, error: 'must use http(s) scheme' }),
]);

const createBody = z.object({
  state: z.enum(deploymentStates),
  description: z.string().max(140).optional(),
  environment: z.string().min(1).max(255).optional(),
  environment_url: address.optional(),
  log_url: address.optional(),
  target_url: address.optional(),
  auto_inactive: z.boolean().optional(),
});

/** How a deployment is getting on. */
export function deploymentStatusRoutes(forge: Forge): Router {
  const router = PromiseRouter();
  router.get(base, (req, res) => {
    const repository = repositoryOf(forge, req, res, 'deployments', 'read');
    const { id } = deploymentOf(forge, repository, req);
    const statuses = forge.deployments.statuses(id);
    res.json(
      paginate(forge, req, res, statuses).map(status =>
        deploymentStatusJson(forge, repository, status),
      ),
    );
  });
  router.post(base, (req, res) => {
    const repository = repositoryOf(forge, req, res, 'deployments', 'write');
    const deployment = deploymentOf(forge, repository, req);
    const body = bodyOf(req, createBody);
    const status = forge.deployments.addStatus({
      repository,
      deployment,
      state: body.state,
      creator: requireCaller(res).person.login,
      description: body.description,
      environment: body.environment,
      environmentUrl: body.environment_url,
      logUrl: body.log_url ?? body.target_url,
      autoInactive: body.auto_inactive,
    });
    const json = deploymentStatusJson(forge, repository, status);
    res.status(201).location(json.url).json(json);
  });
  router.get(`${base}/:status_id`, (req, res) => {
    const repository = repositoryOf(forge, req, res, 'deployments', 'read');
    const { id } = deploymentOf(forge, repository, req);
    const status = forge.deployments
      .statuses(id)
      .find(entry => entry.id === Number(req.params.status_id));
    if (!status) {
      throw new NotFoundError('Not Found');
    }
    res.json(deploymentStatusJson(forge, repository, status));
  });
  return router;
}
