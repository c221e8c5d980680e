import { NotFoundError } from '@backstage/errors';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { Forge } from '../forge/Forge';
import { callerOf } from '../http/caller';
import { paginate } from '../http/paginate';
import {
  organisationDetailsJson,
  organisationJson,
  personJson,
} from '../represent/people';
import { repositoryJson } from '../represent/repositories';
import { organisationOf, organisationOfMember } from './organisationOf';

const memberQuery = z.object({
  role: z.enum(['all', 'admin', 'member']).catch('all'),
});

/** Organisations and who is in them. */
export function organisationRoutes(forge: Forge): Router {
  const router = PromiseRouter();
  router.get('/orgs/:org', (req, res) => {
    res.json(organisationDetailsJson(forge, organisationOf(forge, req)));
  });
  router.get('/orgs/:org/repos', (req, res) => {
    const { login } = organisationOf(forge, req);
    const caller = callerOf(res);
    const repositories = forge.repositories
      .list(login)
      .filter(repository =>
        forge.access.allows(caller, repository, 'metadata', 'read'),
      );
    res.json(
      paginate(forge, req, res, repositories).map(repository =>
        repositoryJson(forge, repository, caller),
      ),
    );
  });
  router.get('/orgs/:org/members', (req, res) => {
    const { login } = organisationOfMember(forge, req, res);
    const { role } = memberQuery.parse(req.query);
    const members = forge.people
      .members(login)
      .filter(member => member.type === 'User')
      .filter(member => role === 'all' || member.role === role);
    res.json(
      paginate(forge, req, res, members).map(member =>
        personJson(forge, member),
      ),
    );
  });
  router.get('/orgs/:org/members/:username', (req, res) => {
    const { login } = organisationOfMember(forge, req, res);
    if (!forge.people.roleIn(login, req.params.username)) {
      throw new NotFoundError('Not Found');
    }
    res.status(204).end();
  });
  router.get('/orgs/:org/memberships/:username', (req, res) => {
    const organisation = organisationOfMember(forge, req, res);
    const person = forge.people.get(req.params.username);
    const role = forge.people.roleIn(organisation.login, person.login);
    if (!role) {
      throw new NotFoundError('Not Found');
    }
    const details = organisationJson(forge, organisation);
    res.json({
      url: `${details.url}/memberships/${person.login}`,
      state: 'active',
      role,
      organization_url: details.url,
      organization: details,
      user: personJson(forge, person),
      direct_membership: true,
      enterprise_teams_providing_indirect_membership: [],
    });
  });
  return router;
}
