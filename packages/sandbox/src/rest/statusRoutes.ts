import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { combinedState, statusStates } from '../forge/CommitStatuses';
import { Forge } from '../forge/Forge';
import { bodyOf } from '../http/bodyOf';
import { callerOf, requireCaller } from '../http/caller';
import { paginate } from '../http/paginate';
import { repositoryOf } from '../http/repositoryOf';
import { repositoryJson, repositoryUrl } from '../represent/repositories';
import { plainStatusJson, statusJson } from '../represent/statuses';
import { commitIdOf } from './commitOf';

const createBody = z.object({
  state: z.enum(statusStates),
  target_url: z.url().nullish(),
  description: z.string().max(140).nullish(),
  context: z.string().min(1).max(255).default('default'),
});

/**
 * What others than workflows report about a commit. The jobs of runs are its checks, and no statuses: on GitHub the
 * combined status does not know of them either.
 */
export function statusRoutes(forge: Forge): Router {
  const router = PromiseRouter();
  const base = '/repos/:owner/:repo';
  router.post(`${base}/statuses/:sha`, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'statuses', 'write');
    const sha = await commitIdOf(forge, repository, req.params.sha, 'invalid');
    const body = bodyOf(req, createBody);
    const status = forge.statuses.report(repository.id, {
      sha,
      context: body.context,
      state: body.state,
      description: body.description ?? null,
      targetUrl: body.target_url ?? null,
      creator: requireCaller(res).person.login,
    });
    res.status(201).json(statusJson(forge, repository, status));
  });
  router.get(`${base}/commits/:ref(*)/statuses`, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'contents', 'read');
    const sha = await commitIdOf(forge, repository, req.params.ref);
    const statuses = forge.statuses.list(repository.id, sha);
    res.json(
      paginate(forge, req, res, statuses).map(status =>
        statusJson(forge, repository, status),
      ),
    );
  });
  router.get(`${base}/commits/:ref(*)/status`, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'contents', 'read');
    const sha = await commitIdOf(forge, repository, req.params.ref);
    const latest = forge.statuses.latest(repository.id, sha);
    const api = repositoryUrl(forge, repository);
    res.json({
      state: combinedState(latest),
      statuses: paginate(forge, req, res, latest).map(status =>
        plainStatusJson(forge, repository, status),
      ),
      sha,
      total_count: latest.length,
      repository: repositoryJson(forge, repository, callerOf(res)),
      commit_url: `${api}/commits/${sha}`,
      url: `${api}/commits/${sha}/status`,
    });
  });
  return router;
}
