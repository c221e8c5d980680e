import { NotFoundError } from '@backstage/errors';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Forge } from '../forge/Forge';
import { Hook, HookOptions } from '../forge/Webhooks';
import { bodyOf } from '../http/bodyOf';
import { requireCaller } from '../http/caller';
import { paginate } from '../http/paginate';
import { repositoryOf } from '../http/repositoryOf';
import { hookJson } from '../represent/hooks';
import { organisationJson } from '../represent/people';
import { repositoryJson } from '../represent/repositories';
import { deliveryRoutes } from './deliveryRoutes';
import { createHookBody, updateHookBody } from './hookBodies';
import { organisationOfOwner } from './organisationOf';

/** Whose hooks a route is about, and where they are in the API. */
export interface HookScope {
  of: { organisation: string } | { repositoryId: number };
  url: string;
  /** Goes into the payload of a ping. */
  about: Record<string, unknown>;
}

export type ScopeOf = (req: Request, res: Response) => HookScope;

/** Webhooks of organisations and of repositories, and what was delivered. */
export function hookRoutes(forge: Forge): Router {
  const router = PromiseRouter();
  const ofOrganisation: ScopeOf = (req, res) => {
    const organisation = organisationOfOwner(forge, req, res);
    const json = organisationJson(forge, organisation);
    return {
      of: { organisation: organisation.login },
      url: json.hooks_url,
      about: { organization: json },
    };
  };
  const ofRepository: ScopeOf = (req, res) => {
    requireCaller(res);
    const repository = repositoryOf(forge, req, res, 'administration', 'write');
    const json = repositoryJson(forge, repository);
    return {
      of: { repositoryId: repository.id },
      url: json.hooks_url,
      about: { repository: json },
    };
  };
  addRoutes(forge, router, '/orgs/:org/hooks', ofOrganisation);
  addRoutes(forge, router, '/repos/:owner/:repo/hooks', ofRepository);
  return router;
}

function addRoutes(
  forge: Forge,
  router: Router,
  base: string,
  scopeOf: ScopeOf,
) {
  router.get(base, (req, res) => {
    const { of, url } = scopeOf(req, res);
    const hooks = forge.webhooks.list(of);
    res.json(paginate(forge, req, res, hooks).map(hook => hookJson(url, hook)));
  });
  router.post(base, (req, res) => {
    const scope = scopeOf(req, res);
    const body = bodyOf(req, createHookBody);
    const hook = forge.webhooks.create({
      ...scope.of,
      url: body.config.url,
      contentType: body.config.content_type,
      secret: body.config.secret,
      events: body.events,
      active: body.active,
    });
    ping(forge, scope, hook);
    const json = hookJson(scope.url, hook);
    res.status(201).location(json.url).json(json);
  });
  router.get(`${base}/:hook_id`, (req, res) => {
    const scope = scopeOf(req, res);
    res.json(hookJson(scope.url, hookOf(forge, scope, req)));
  });
  router.patch(`${base}/:hook_id`, (req, res) => {
    const scope = scopeOf(req, res);
    const { id } = hookOf(forge, scope, req);
    const hook = forge.webhooks.update(
      id,
      changesIn(bodyOf(req, updateHookBody)),
    );
    res.json(hookJson(scope.url, hook));
  });
  router.delete(`${base}/:hook_id`, (req, res) => {
    const scope = scopeOf(req, res);
    forge.webhooks.delete(hookOf(forge, scope, req).id);
    res.status(204).end();
  });
  router.post(`${base}/:hook_id/pings`, (req, res) => {
    const scope = scopeOf(req, res);
    ping(forge, scope, hookOf(forge, scope, req));
    res.status(204).end();
  });
  deliveryRoutes(forge, router, { base: `${base}/:hook_id`, scopeOf });
}

function changesIn(body: {
  config?: {
    url?: string;
    content_type?: 'json' | 'form';
    secret?: string;
  };
  events?: string[];
  active?: boolean;
}): Partial<HookOptions> {
  return {
    ...(body.config?.url && { url: body.config.url }),
    ...(body.config?.content_type && {
      contentType: body.config.content_type,
    }),
    ...(body.config?.secret !== undefined && { secret: body.config.secret }),
    ...(body.events && { events: body.events }),
    ...(body.active !== undefined && { active: body.active }),
  };
}

/** The hook that `:hook_id` names, when it is one of these. Throws NotFoundError. */
export function hookOf(forge: Forge, scope: HookScope, req: Request): Hook {
  const hook = forge.webhooks
    .list(scope.of)
    .find(entry => entry.id === Number(req.params.hook_id));
  if (!hook) {
    throw new NotFoundError('Not Found');
  }
  return hook;
}

function ping(forge: Forge, scope: HookScope, hook: Hook) {
  forge.webhooks.ping(hook, {
    zen: 'Keep it logically awesome.',
    hook_id: hook.id,
    hook: hookJson(scope.url, hook),
    ...scope.about,
  });
}
