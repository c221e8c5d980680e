import { AuthenticationError, NotFoundError } from '@backstage/errors';
import { Request, Response } from 'express';
import { Forge } from '../forge/Forge';
import { Area, Repository } from '../forge/model';
import { callerOf } from './caller';
import { MovedError } from './MovedError';

/**
 * The repository that `:owner` and `:repo` name, once the caller may do in the area what is asked. Throws
 * NotFoundError where they may not read it, NotAllowedError where reading is all they may.
 */
export function repositoryOf(
  forge: Forge,
  req: Request,
  res: Response,
  area: Area,
  level: 'read' | 'write',
): Repository {
  const caller = callerOf(res);
  if (!caller && level === 'write') {
    throw new AuthenticationError('Requires authentication');
  }
  const repository = forge.repositories.find(req.params.owner, req.params.repo);
  if (!repository) {
    leadToNewName(forge, req, res);
    throw new NotFoundError('Not Found');
  }
  forge.access.require(caller, repository, area, level);
  return repository;
}

/** As on GitHub a former name leads on, for who may read what is there. */
function leadToNewName(forge: Forge, req: Request, res: Response) {
  const { owner, repo } = req.params;
  const moved = forge.repositories.findFormer(owner, repo);
  if (moved && forge.access.allows(callerOf(res), moved, 'metadata', 'read')) {
    throw new MovedError(
      `${forge.baseUrl}${req.originalUrl.replace(`/${owner}/${repo}`, `/${moved.fullName}`)}`,
    );
  }
}
