import { NotFoundError } from '@backstage/errors';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { includesRole } from '../forge/Access';
import { Forge } from '../forge/Forge';
import { Repository, Role } from '../forge/model';
import { ValidationFailedError } from '../forge/ValidationFailedError';
import { bodyOf } from '../http/bodyOf';
import { paginate } from '../http/paginate';
import { repositoryOf } from '../http/repositoryOf';
import { personJson } from '../represent/people';
import { roleOfPermission } from '../represent/teams';

const permissionBody = z.object({ permission: z.string().default('push') });

const base = '/repos/:owner/:repo/collaborators';

/** People with a role in a repository. An invitation is accepted at once: everybody here is in the organisation. */
export function collaboratorRoutes(forge: Forge): Router {
  const router = PromiseRouter();
  router.get(base, (req, res) => {
    const repository = repositoryOf(forge, req, res, 'metadata', 'read');
    const people = forge.people
      .list()
      .filter(person =>
        includesRole(forge.access.roleOf(person.login, repository), 'read'),
      );
    res.json(
      paginate(forge, req, res, people).map(person => ({
        ...personJson(forge, person),
        role_name: forge.access.roleOf(person.login, repository),
        permissions: flags(forge.access.roleOf(person.login, repository)),
      })),
    );
  });
  router.get(`${base}/:username`, (req, res) => {
    const repository = repositoryOf(forge, req, res, 'metadata', 'read');
    const person = forge.people.get(req.params.username);
    if (!includesRole(forge.access.roleOf(person.login, repository), 'read')) {
      throw new NotFoundError('Not Found');
    }
    res.status(204).end();
  });
  router.put(`${base}/:username`, (req, res) => {
    const repository = repositoryOf(forge, req, res, 'administration', 'write');
    const person = forge.people.get(req.params.username);
    const role = roleOfPermission(bodyOf(req, permissionBody).permission);
    if (!role || role === 'none') {
      throw ValidationFailedError.of(
        'Repository',
        'permission',
        'is not known',
      );
    }
    forge.grants.setPerson(repository.id, person.login, role);
    res.status(204).end();
  });
  router.delete(`${base}/:username`, (req, res) => {
    const repository = repositoryOf(forge, req, res, 'administration', 'write');
    forge.grants.removePerson(repository.id, req.params.username);
    res.status(204).end();
  });
  router.get(`${base}/:username/permission`, (req, res) => {
    const repository = repositoryOf(forge, req, res, 'metadata', 'read');
    res.json(permissionJson(forge, repository, req.params.username));
  });
  return router;
}

/** In this answer GitHub knows four words only; the exact one is the role's name. */
function permissionJson(forge: Forge, repository: Repository, login: string) {
  const person = forge.people.get(login);
  const role = forge.access.roleOf(person.login, repository);
  const coarse: Partial<Record<Role, string>> = {
    triage: 'read',
    maintain: 'write',
  };
  return {
    permission: coarse[role] ?? role,
    role_name: role,
    user: {
      ...personJson(forge, person),
      role_name: role,
      permissions: flags(role),
    },
  };
}

function flags(role: Role) {
  return {
    pull: includesRole(role, 'read'),
    triage: includesRole(role, 'triage'),
    push: includesRole(role, 'write'),
    maintain: includesRole(role, 'maintain'),
    admin: includesRole(role, 'admin'),
  };
}
