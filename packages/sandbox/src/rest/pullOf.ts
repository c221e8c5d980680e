import { NotFoundError } from '@backstage/errors';
import { Request, Response } from 'express';
import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { Pull } from '../forge/PullRow';
import { repositoryOf } from '../http/repositoryOf';

/** The pull request that `:pull_number` names, once the caller may do with it what is asked. */
export function pullOf(
  forge: Forge,
  req: Request,
  res: Response,
  level: 'read' | 'write',
): { repository: Repository; pull: Pull } {
  const repository = repositoryOf(forge, req, res, 'pull_requests', level);
  const pull = forge.pulls.find(repository.id, Number(req.params.pull_number));
  if (!pull) {
    throw new NotFoundError('Not Found');
  }
  return { repository, pull };
}
