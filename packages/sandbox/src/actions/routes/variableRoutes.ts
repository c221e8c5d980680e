import { NotFoundError } from '@backstage/errors';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';

import { Forge } from '../../forge/Forge';
import { ValidationFailedError } from '../../forge/ValidationFailedError';
import { bodyOf } from '../../http/bodyOf';
import { paginate } from '../../http/paginate';
import { repositoryOf } from '../../http/repositoryOf';
import { timestamp } from '../../represent/timestamp';
import { ActionsService } from '../ActionsService';
import { Variable } from '../secrets/SecretStore';
import { checkName } from './secretName';

const name = z.string().min(1).max(255);
const value = z.string().max(48 * 1024);
const created = z.object({ name, value });
const changed = z.object({ name: name.optional(), value: value.optional() });

function represent(variable: Variable) {
  return {
    name: variable.name,
    value: variable.value,
    created_at: timestamp(variable.createdAt),
    updated_at: timestamp(variable.updatedAt),
  };
}

/** Variables of a repository, which workflows see as `vars`. */
export function variableRoutes(forge: Forge, service: ActionsService): Router {
  const router = PromiseRouter();
  const base = '/repos/:owner/:repo/actions/variables';

  router.get(base, (req, res) => {
    const { id } = repositoryOf(forge, req, res, 'actions', 'read');
    const variables = service.stores.secrets.variables(id);
    res.json({
      total_count: variables.length,
      variables: paginate(forge, req, res, variables).map(represent),
    });
  });
  router.post(base, (req, res) => {
    const { id } = repositoryOf(forge, req, res, 'administration', 'write');
    const given = bodyOf(req, created);
    checkName('Variable', given.name);
    if (!service.stores.secrets.addVariable(id, given.name, given.value)) {
      // GitHub says 409, which its clients try again for a quarter of a minute.
      throw ValidationFailedError.of('Variable', 'name', 'Already exists');
    }
    res.status(201).json({});
  });
  router.get(`${base}/:name`, (req, res) => {
    const { id } = repositoryOf(forge, req, res, 'actions', 'read');
    const variable = service.stores.secrets
      .variables(id)
      .find(entry => entry.name === req.params.name.toUpperCase());
    if (!variable) {
      throw new NotFoundError('Not Found');
    }
    res.json(represent(variable));
  });
  router.patch(`${base}/:name`, (req, res) => {
    const { id } = repositoryOf(forge, req, res, 'administration', 'write');
    const given = bodyOf(req, changed);
    if (given.name) {
      checkName('Variable', given.name);
    }
    if (!service.stores.secrets.changeVariable(id, req.params.name, given)) {
      throw new NotFoundError('Not Found');
    }
    res.status(204).end();
  });
  router.delete(`${base}/:name`, (req, res) => {
    const { id } = repositoryOf(forge, req, res, 'administration', 'write');
    if (!service.stores.secrets.deleteVariable(id, req.params.name)) {
      throw new NotFoundError('Not Found');
    }
    res.status(204).end();
  });
  return router;
}
