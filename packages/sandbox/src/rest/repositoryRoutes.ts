import { NotAllowedError } from '@backstage/errors';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Forge } from '../forge/Forge';
import { Repository, Visibility } from '../forge/model';
import { isRefName } from '../forge/names';
import { ValidationFailedError } from '../forge/ValidationFailedError';
import { bodyOf } from '../http/bodyOf';
import { callerOf, requireCaller } from '../http/caller';
import { paginate } from '../http/paginate';
import { repositoryOf } from '../http/repositoryOf';
import { repositoryDetailsJson } from '../represent/repositories';
import { teamJson } from '../represent/teams';
import { organisationOf } from './organisationOf';
import {
  createRepositoryBody,
  settingsIn,
  topicsBody,
  updateRepositoryBody,
} from './repositoryBodies';

/** Repositories: made, changed, deleted. */
export function repositoryRoutes(forge: Forge): Router {
  const router = PromiseRouter();
  router.post('/orgs/:org/repos', async (req, res) => {
    const { person, kind } = requireCaller(res);
    const organisation = organisationOf(forge, req);
    const member = forge.people.roleIn(organisation.login, person.login);
    if (!member || kind === 'workflow') {
      throw new NotAllowedError(
        'You need admin access to the organization before adding a repository to it.',
      );
    }
    await create(forge, organisation.login, req, res);
  });
  router.post('/user/repos', async (req, res) => {
    const { person, kind } = requireCaller(res);
    if (person.type === 'Bot' || kind === 'workflow') {
      throw new NotAllowedError('Resource not accessible by integration');
    }
    await create(forge, person.login, req, res);
  });
  router.get('/repos/:owner/:repo', (req, res) => {
    const repository = repositoryOf(forge, req, res, 'metadata', 'read');
    res.json(repositoryDetailsJson(forge, repository, callerOf(res)));
  });
  router.patch('/repos/:owner/:repo', async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'administration', 'write');
    const body = bodyOf(req, updateRepositoryBody);
    if (
      body.default_branch !== undefined &&
      (!isRefName(body.default_branch) ||
        !forge.pushes.shaOf(repository.id, `refs/heads/${body.default_branch}`))
    ) {
      throw ValidationFailedError.of(
        'Repository',
        'default_branch',
        `The branch ${body.default_branch} was not found.`,
      );
    }
    const renamed =
      body.name && body.name !== repository.name
        ? await rename(forge, repository, body.name)
        : repository;
    const updated = forge.repositories.update(renamed, {
      ...(body.description !== undefined && { description: body.description }),
      ...(body.homepage !== undefined && { homepage: body.homepage }),
      ...(body.archived !== undefined && { archived: body.archived }),
      ...(body.default_branch && { defaultBranch: body.default_branch }),
      visibility:
        body.visibility ?? visibilityOf(body.private, renamed.visibility),
      settings: { ...renamed.settings, ...settingsIn(body) },
    });
    res.json(repositoryDetailsJson(forge, updated, callerOf(res)));
  });
  router.delete('/repos/:owner/:repo', async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'administration', 'write');
    await forge.pushes.exclusively(repository.id, () =>
      forge.repositories.delete(repository, requireCaller(res).person),
    );
    res.status(204).end();
  });
  router.get('/repos/:owner/:repo/topics', (req, res) => {
    const { topics } = repositoryOf(forge, req, res, 'metadata', 'read');
    res.json({ names: paginate(forge, req, res, topics) });
  });
  router.put('/repos/:owner/:repo/topics', (req, res) => {
    const repository = repositoryOf(forge, req, res, 'administration', 'write');
    const { names } = bodyOf(req, topicsBody);
    const { topics } = forge.repositories.update(repository, {
      topics: [...new Set(names.map(name => name.toLowerCase()))],
    });
    res.json({ names: topics });
  });
  router.get('/repos/:owner/:repo/teams', (req, res) => {
    const repository = repositoryOf(forge, req, res, 'metadata', 'read');
    const teams = forge.grants.teams(repository.id);
    res.json(
      paginate(forge, req, res, teams).map(team =>
        teamJson(forge, team, team.role),
      ),
    );
  });
  return router;
}

async function create(
  forge: Forge,
  owner: string,
  req: Request,
  res: Response,
) {
  const caller = requireCaller(res);
  const body = bodyOf(req, createRepositoryBody);
  const repository = await forge.repositories.create({
    owner,
    name: body.name,
    description: body.description,
    homepage: body.homepage,
    visibility: body.visibility ?? visibilityOf(body.private, 'public'),
    settings: settingsIn(body),
    creator: caller.person,
  });
  // Who makes a repository may administer it.
  if (caller.person.type === 'User') {
    forge.grants.setPerson(repository.id, caller.person.login, 'admin');
  }
  res
    .status(201)
    .location(`${forge.baseUrl}/api/v3/repos/${repository.fullName}`)
    .json(repositoryDetailsJson(forge, repository, caller));
}

function rename(
  forge: Forge,
  repository: Repository,
  name: string,
): Promise<Repository> {
  return forge.pushes.exclusively(repository.id, async () =>
    forge.repositories.rename(repository, name),
  );
}

/** `private: true` on what is internal leaves it internal. */
function visibilityOf(
  isPrivate: boolean | undefined,
  current: Visibility,
): Visibility {
  if (isPrivate === undefined) {
    return current;
  }
  if (!isPrivate) {
    return 'public';
  }
  return current === 'public' ? 'private' : current;
}
