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
import { SecretRecord } from '../secrets/SecretStore';
import { checkName } from './secretName';

const body = z.object({
  encrypted_value: z.string().min(1).max(100_000),
  key_id: z.string(),
});

function represent(secret: SecretRecord) {
  return {
    name: secret.name,
    created_at: timestamp(secret.createdAt),
    updated_at: timestamp(secret.updatedAt),
  };
}

/** Secrets of a repository: they come sealed and never leave again. */
export function secretRoutes(forge: Forge, service: ActionsService): Router {
  const router = PromiseRouter();
  const base = '/repos/:owner/:repo/actions/secrets';

  router.get(base, (req, res) => {
    const { id } = repositoryOf(forge, req, res, 'administration', 'read');
    const secrets = service.stores.secrets.secrets(id);
    res.json({
      total_count: secrets.length,
      secrets: paginate(forge, req, res, secrets).map(represent),
    });
  });
  router.get(`${base}/public-key`, (req, res) => {
    repositoryOf(forge, req, res, 'administration', 'read');
    const { keyId, publicKey } = service.box;
    res.json({ key_id: keyId, key: publicKey });
  });
  router.get(`${base}/:secret_name`, (req, res) => {
    const { id } = repositoryOf(forge, req, res, 'administration', 'read');
    const secret = service.stores.secrets
      .secrets(id)
      .find(({ name }) => name === req.params.secret_name.toUpperCase());
    if (!secret) {
      throw new NotFoundError('Not Found');
    }
    res.json(represent(secret));
  });
  router.put(`${base}/:secret_name`, (req, res) => {
    const { id } = repositoryOf(forge, req, res, 'administration', 'write');
    const { secret_name: name } = req.params;
    checkName('Secret', name);
    const given = bodyOf(req, body);
    if (given.key_id !== service.box.keyId) {
      throw ValidationFailedError.of('Secret', 'key_id', 'Unknown key');
    }
    // Opened once to refuse what could never be used.
    service.box.open(given.encrypted_value);
    const isNew = service.stores.secrets.putSecret(
      id,
      name,
      given.encrypted_value,
    );
    if (isNew) {
      res.status(201).json({});
    } else {
      res.status(204).end();
    }
  });
  router.delete(`${base}/:secret_name`, (req, res) => {
    const { id } = repositoryOf(forge, req, res, 'administration', 'write');
    if (!service.stores.secrets.deleteSecret(id, req.params.secret_name)) {
      throw new NotFoundError('Not Found');
    }
    res.status(204).end();
  });
  return router;
}
