import { NotFoundError } from '@backstage/errors';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { Forge } from '../forge/Forge';
import { Team } from '../forge/model';
import { ValidationFailedError } from '../forge/ValidationFailedError';
import { bodyOf } from '../http/bodyOf';
import { callerOf } from '../http/caller';
import { paginate } from '../http/paginate';
import { repositoryOf } from '../http/repositoryOf';
import { personJson } from '../represent/people';
import { repositoryJson } from '../represent/repositories';
import {
  roleOfPermission,
  teamDetailsJson,
  teamJson,
} from '../represent/teams';
import { organisationOfMember } from './organisationOf';

const permissionBody = z.object({ permission: z.string().default('push') });

/** Teams: their members and their repositories. */
export function teamRoutes(forge: Forge): Router {
  const router = PromiseRouter();
  const base = '/orgs/:org/teams';
  router.get(base, (req, res) => {
    const { login } = organisationOfMember(forge, req, res);
    const teams = forge.people.teams(login);
    res.json(
      paginate(forge, req, res, teams).map(team => teamJson(forge, team)),
    );
  });
  router.get(`${base}/:team_slug`, (req, res) => {
    const team = teamOf(forge, req, res);
    const count = forge.grants.repositoriesOf(team.id).length;
    res.json(teamDetailsJson(forge, team, count));
  });
  router.get(`${base}/:team_slug/members`, (req, res) => {
    const members = forge.people.teamMembers(teamOf(forge, req, res).id);
    res.json(
      paginate(forge, req, res, members).map(member =>
        personJson(forge, member),
      ),
    );
  });
  router.get(`${base}/:team_slug/memberships/:username`, (req, res) => {
    const team = teamOf(forge, req, res);
    const member = forge.people
      .teamMembers(team.id)
      .find(person => person.login === req.params.username);
    if (!member) {
      throw new NotFoundError('Not Found');
    }
    res.json({
      url: `${teamJson(forge, team).url}/memberships/${member.login}`,
      role: member.role,
      state: 'active',
    });
  });
  router.get(`${base}/:team_slug/repos`, (req, res) => {
    const team = teamOf(forge, req, res);
    const repositories = forge.grants
      .repositoriesOf(team.id)
      .filter(repository =>
        forge.access.allows(callerOf(res), repository, 'metadata', 'read'),
      );
    res.json(
      paginate(forge, req, res, repositories).map(repository =>
        repositoryJson(forge, repository, callerOf(res)),
      ),
    );
  });
  router.put(`${base}/:team_slug/repos/:owner/:repo`, (req, res) => {
    const team = teamOf(forge, req, res);
    const repository = repositoryOf(forge, req, res, 'administration', 'write');
    const { permission } = bodyOf(req, permissionBody);
    const role = roleOfPermission(permission);
    if (!role || role === 'none') {
      throw ValidationFailedError.of('Team', 'permission', 'is not known');
    }
    forge.grants.setTeam(repository.id, team.id, role);
    res.status(204).end();
  });
  router.delete(`${base}/:team_slug/repos/:owner/:repo`, (req, res) => {
    const team = teamOf(forge, req, res);
    const repository = repositoryOf(forge, req, res, 'administration', 'write');
    forge.grants.removeTeam(repository.id, team.id);
    res.status(204).end();
  });
  return router;
}

function teamOf(forge: Forge, req: Request, res: Response): Team {
  const { login } = organisationOfMember(forge, req, res);
  const team = forge.people.team(login, req.params.team_slug);
  if (!team) {
    throw new NotFoundError('Not Found');
  }
  return team;
}
