import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { Request, Response } from 'express';
import { Forge } from '../forge/Forge';
import { Organisation } from '../forge/model';
import { callerOf, requireCaller } from '../http/caller';

/** The organisation that `:org` names. Throws NotFoundError. */
export function organisationOf(forge: Forge, req: Request): Organisation {
  const organisation = forge.people.organisation(req.params.org);
  if (!organisation) {
    throw new NotFoundError('Not Found');
  }
  return organisation;
}

/** The same for what only members see: others find nothing there. */
export function organisationOfMember(
  forge: Forge,
  req: Request,
  res: Response,
): Organisation {
  const organisation = organisationOf(forge, req);
  const caller = callerOf(res);
  if (
    !caller ||
    !forge.people.roleIn(organisation.login, caller.person.login)
  ) {
    throw new NotFoundError('Not Found');
  }
  return organisation;
}

/** The same for what only an owner of the organisation, or its app, may do. */
export function organisationOfOwner(
  forge: Forge,
  req: Request,
  res: Response,
): Organisation {
  const { person, kind } = requireCaller(res);
  const organisation = organisationOfMember(forge, req, res);
  if (
    kind === 'workflow' ||
    forge.people.roleIn(organisation.login, person.login) !== 'admin'
  ) {
    throw new NotAllowedError('Must be an organization owner.');
  }
  return organisation;
}
