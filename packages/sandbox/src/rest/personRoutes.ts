import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { callerOf, requireCaller } from '../http/caller';
import { paginate } from '../http/paginate';
import {
  organisationAsOwnerJson,
  organisationJson,
  profileJson,
} from '../represent/people';
import { repositoryJson } from '../represent/repositories';

/** People: the one who asks, and others. */
export function personRoutes(forge: Forge): Router {
  const router = PromiseRouter();
  router.get('/user', (_req, res) => {
    res.json(profileJson(forge, requireCaller(res).person));
  });
  router.get('/user/emails', (req, res) => {
    const { person } = requireCaller(res);
    const emails = person.email
      ? [
          {
            email: person.email,
            primary: true,
            verified: true,
            visibility: 'private',
          },
        ]
      : [];
    res.json(paginate(forge, req, res, emails));
  });
  router.get('/user/orgs', (req, res) => {
    const { person } = requireCaller(res);
    const organisations = forge.people
      .organisationsOf(person.login)
      .map(organisation => organisationJson(forge, organisation));
    res.json(paginate(forge, req, res, organisations));
  });
  router.get('/user/repos', (req, res) => {
    const caller = requireCaller(res);
    const repositories = readable(forge, forge.repositories.list(), res);
    res.json(
      paginate(forge, req, res, repositories).map(repository =>
        repositoryJson(forge, repository, caller),
      ),
    );
  });
  router.get('/users/:username', (req, res) => {
    const organisation = forge.people.organisation(req.params.username);
    if (organisation) {
      const person = { ...organisation, email: null, type: 'User' as const };
      res.json({
        ...profileJson(forge, person),
        ...organisationAsOwnerJson(forge, organisation),
      });
      return;
    }
    res.json(profileJson(forge, forge.people.get(req.params.username)));
  });
  router.get('/users/:username/orgs', (req, res) => {
    const { login } = forge.people.get(req.params.username);
    const organisations = forge.people
      .organisationsOf(login)
      .map(organisation => organisationJson(forge, organisation));
    res.json(paginate(forge, req, res, organisations));
  });
  router.get('/users/:username/repos', (req, res) => {
    const { username } = req.params;
    if (!forge.people.organisation(username)) {
      forge.people.get(username);
    }
    const repositories = readable(
      forge,
      forge.repositories.list(username),
      res,
    );
    res.json(
      paginate(forge, req, res, repositories).map(repository =>
        repositoryJson(forge, repository, callerOf(res)),
      ),
    );
  });
  return router;
}

function readable(
  forge: Forge,
  repositories: Repository[],
  res: Parameters<typeof callerOf>[0],
): Repository[] {
  return repositories.filter(repository =>
    forge.access.allows(callerOf(res), repository, 'metadata', 'read'),
  );
}
