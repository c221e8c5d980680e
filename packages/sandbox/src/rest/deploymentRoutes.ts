import { ConflictError } from '@backstage/errors';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { Forge } from '../forge/Forge';
import { Caller, Repository } from '../forge/model';
import { ValidationFailedError } from '../forge/ValidationFailedError';
import { readCommits } from '../git/readCommits';
import { bodyOf } from '../http/bodyOf';
import { requireCaller } from '../http/caller';
import { paginate } from '../http/paginate';
import { repositoryOf } from '../http/repositoryOf';
import { deploymentJson } from '../represent/deployments';
import { commitIdOf } from './commitOf';
import { deploymentOf } from './deploymentOf';
import { environmentRoutes } from './environmentRoutes';
import { mergeInto } from './mergeInto';

const base = '/repos/:owner/:repo/deployments';

const createBody = z.object({
  ref: z.string().min(1),
  task: z.string().default('deploy'),
  auto_merge: z.boolean().default(true),
  required_contexts: z.array(z.string()).nullish(),
  payload: z.union([z.string(), z.record(z.string(), z.unknown())]).default(''),
  environment: z.string().min(1).max(255).default('production'),
  description: z.string().nullish(),
  transient_environment: z.boolean().default(false),
  production_environment: z.boolean().optional(),
});

const listQuery = z.object({
  environment: z.string().optional(),
  sha: z.string().optional(),
  ref: z.string().optional(),
  task: z.string().optional(),
});

/** Deployments, and the environments that they make. */
export function deploymentRoutes(forge: Forge): Router {
  const router = PromiseRouter();
  router.get(base, (req, res) => {
    const repository = repositoryOf(forge, req, res, 'deployments', 'read');
    const deployments = forge.deployments.list(
      repository.id,
      listQuery.parse(req.query),
    );
    res.json(
      paginate(forge, req, res, deployments).map(deployment =>
        deploymentJson(forge, repository, deployment),
      ),
    );
  });
  router.post(base, (req, res) => create(forge, req, res));
  router.get(`${base}/:deployment_id`, (req, res) => {
    const repository = repositoryOf(forge, req, res, 'deployments', 'read');
    const deployment = deploymentOf(forge, repository, req);
    res.json(deploymentJson(forge, repository, deployment));
  });
  router.delete(`${base}/:deployment_id`, (req, res) => {
    const repository = repositoryOf(forge, req, res, 'deployments', 'write');
    const deployment = deploymentOf(forge, repository, req);
    const [latest] = forge.deployments.statuses(deployment.id);
    const others = forge.deployments.list(repository.id).length > 1;
    if (latest && latest.state !== 'inactive' && others) {
      throw new ValidationFailedError(
        'We cannot delete an active deployment unless it is the only deployment in a given environment.',
        [],
      );
    }
    forge.deployments.delete(deployment.id);
    res.status(204).end();
  });
  router.use(environmentRoutes(forge));
  return router;
}

async function create(forge: Forge, req: Request, res: Response) {
  const caller = requireCaller(res);
  const repository = repositoryOf(forge, req, res, 'deployments', 'write');
  const body = bodyOf(req, createBody);
  const sha = await commitIdOf(forge, repository, body.ref).catch(error => {
    if (error instanceof Error && error.name === 'NotFoundError') {
      throw new ValidationFailedError(`No ref found for: ${body.ref}`, []);
    }
    throw error;
  });
  if (body.auto_merge && (await isBehind(forge, repository, sha))) {
    const merged = await autoMerge(forge, repository, caller, body.ref, sha);
    res.status(202).json({ message: merged });
    return;
  }
  requireContexts(body.required_contexts);
  const deployment = forge.deployments.create({
    repository,
    sha,
    ref: body.ref,
    task: body.task,
    environment: body.environment,
    description: body.description,
    payload: body.payload,
    transient: body.transient_environment,
    production: body.production_environment,
    creator: caller.person.login,
  });
  const json = deploymentJson(forge, repository, deployment);
  res.status(201).location(json.url).json(json);
}

/** True when the default branch has commits that the ref lacks. */
async function isBehind(
  forge: Forge,
  repository: Repository,
  sha: string,
): Promise<boolean> {
  const main = forge.pushes.shaOf(
    repository.id,
    `refs/heads/${repository.defaultBranch}`,
  );
  if (!main || main === sha) {
    return false;
  }
  const missing = await readCommits(forge, repository, {
    revisions: [main, `^${sha}`],
    limit: 1,
  });
  return missing.length > 0;
}

/** As GitHub does unless it is told not to: brings a branch that is behind up to date, and makes no deployment. */
async function autoMerge(
  forge: Forge,
  repository: Repository,
  caller: Caller,
  ref: string,
  sha: string,
): Promise<string> {
  if (forge.pushes.shaOf(repository.id, `refs/heads/${ref}`) !== sha) {
    throw new ConflictError(
      `Conflict merging ${repository.defaultBranch} into ${ref}.`,
    );
  }
  const merged = await mergeInto(forge, repository, caller, ref);
  if (!merged) {
    throw new ConflictError(
      `Conflict merging ${repository.defaultBranch} into ${ref}.`,
    );
  }
  return `Auto-merged ${repository.defaultBranch} into ${ref} on deployment.`;
}

/** The sandbox has no commit statuses: contexts that are asked for by name are never there. */
function requireContexts(contexts: string[] | null | undefined) {
  if (contexts && contexts.length > 0) {
    throw new ConflictError(
      `Conflict: Commit status checks failed for ${contexts.join(', ')}.`,
    );
  }
}
