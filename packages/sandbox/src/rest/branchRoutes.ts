import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { bodyOf } from '../http/bodyOf';
import { paginate } from '../http/paginate';
import { repositoryOf } from '../http/repositoryOf';
import {
  branchJson,
  branchLinks,
  protectionJson,
  protectionUrl,
} from '../represent/branches';
import { commitJson } from '../represent/commits';
import { repositoryUrl } from '../represent/repositories';
import { commitWithId } from './commitOf';
import { protectionBody } from './protectionBody';

const base = '/repos/:owner/:repo';
const heads = 'refs/heads/';
const tags = 'refs/tags/';

/** Branches and tags, and what protects a branch. */
export function branchRoutes(forge: Forge): Router {
  const router = PromiseRouter();
  router.get(`${base}/branches`, (req, res) => {
    const repository = repositoryOf(forge, req, res, 'contents', 'read');
    const branches = forge.pushes
      .refs(repository.id, heads)
      .map(({ ref, sha }) => ({ name: ref.slice(heads.length), sha }))
      .map(branch => branchJson(forge, repository, branch))
      .filter(branch => req.query.protected !== 'true' || branch.protected);
    res.json(paginate(forge, req, res, branches));
  });
  router.get(`${base}/tags`, (req, res) => {
    const repository = repositoryOf(forge, req, res, 'contents', 'read');
    const found = forge.pushes.refs(repository.id, tags).reverse();
    const api = repositoryUrl(forge, repository);
    res.json(
      paginate(forge, req, res, found).map(({ ref, sha }) => ({
        name: ref.slice(tags.length),
        commit: { sha, url: `${api}/commits/${sha}` },
        zipball_url: `${api}/zipball/${ref}`,
        tarball_url: `${api}/tarball/${ref}`,
        node_id: ref,
      })),
    );
  });
  protectionRoutes(forge, router);
  router.get(`${base}/branches/:branch(*)`, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'contents', 'read');
    const { name, sha } = branchOf(forge, repository, req);
    const commit = await commitWithId(forge, repository, sha);
    res.json({
      ...branchJson(forge, repository, { name, sha }),
      commit: commitJson(forge, repository, commit),
      _links: branchLinks(forge, repository, name),
      protection_url: protectionUrl(forge, repository, name),
    });
  });
  return router;
}

function protectionRoutes(forge: Forge, router: Router) {
  const route = `${base}/branches/:branch(*)/protection`;
  router.get(route, (req, res) => {
    const repository = repositoryOf(forge, req, res, 'administration', 'write');
    const { name } = branchOf(forge, repository, req);
    const rules = forge.protections.find(repository.id, name);
    if (!rules) {
      throw new NotFoundError('Branch not protected');
    }
    res.json(protectionJson(forge, repository, name, rules));
  });
  router.put(route, (req, res) => {
    const repository = repositoryOf(forge, req, res, 'administration', 'write');
    requirePlan(forge, repository);
    const { name } = branchOf(forge, repository, req);
    const rules = bodyOf(req, protectionBody);
    forge.protections.set(repository.id, name, rules);
    res.json(protectionJson(forge, repository, name, rules));
  });
  router.delete(route, (req, res) => {
    const repository = repositoryOf(forge, req, res, 'administration', 'write');
    const { name } = branchOf(forge, repository, req);
    if (!forge.protections.find(repository.id, name)) {
      throw new NotFoundError('Branch not protected');
    }
    forge.protections.delete(repository.id, name);
    res.status(204).end();
  });
}

function branchOf(forge: Forge, repository: Repository, req: Request) {
  const name = req.params.branch;
  const sha = forge.pushes.shaOf(repository.id, `${heads}${name}`);
  if (!sha) {
    throw new NotFoundError('Branch not found');
  }
  return { name, sha };
}

/** A free organisation has no protection for private repositories. */
function requirePlan(forge: Forge, repository: Repository) {
  if (!forge.privateBranchProtection && repository.visibility !== 'public') {
    throw new NotAllowedError(
      'Upgrade to GitHub Pro or make this repository public to enable this feature.',
    );
  }
}
