import { AuthenticationError, NotFoundError } from '@backstage/errors';
import { Request, Response } from 'express';
import { Forge } from '../forge/Forge';
import { Area, Repository } from '../forge/model';
import { callerOf } from './caller';

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
    throw new NotFoundError('Not Found');
  }
  forge.access.require(caller, repository, area, level);
  return repository;
}
