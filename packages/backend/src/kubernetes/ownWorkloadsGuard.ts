import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { workloadReadPermission } from '@fairway/plugin-permission-backend-module-fairway';
import express, { type Request, type RequestHandler } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';

const part = z.string().min(1).max(253);
const byRefSchema = z
  .object({ entityRef: z.string().min(1).max(1000) })
  .transform(body => body.entityRef);
const byEntitySchema = z
  .object({
    entity: z.object({
      kind: part,
      metadata: z.object({ name: part, namespace: part.optional() }),
    }),
  })
  .transform(({ entity: { kind, metadata } }) =>
    stringifyEntityRef({ kind, ...metadata }),
  );

/**
 * Stands in front of the routes of the Kubernetes plugin that read an entity's
 * workloads. The plugin's own permission, `kubernetes.resources.read`, names no
 * entity, so it can't tell whose they are.
 */
export function createOwnWorkloadsGuard(options: {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}): RequestHandler {
  const { httpAuth, permissions } = options;

  async function requireOwner(req: Request, schema: z.ZodType<string>) {
    const body = schema.safeParse(req.body);
    if (!body.success) {
      throw new InputError('entity: required');
    }
    const [decision] = await permissions.authorize(
      [{ permission: workloadReadPermission, resourceRef: body.data }],
      { credentials: await httpAuth.credentials(req) },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError('You do not own this entity');
    }
  }

  // Each route is read as the plugin reads it: one takes an entity, the others
  // take its reference, and whatever else the body holds counts for nothing.
  const router = Router();
  router.use(express.json());
  router.post('/services/:serviceId', async (req, _res, next) => {
    await requireOwner(req, byEntitySchema);
    next();
  });
  router.post('/resources/*', async (req, _res, next) => {
    await requireOwner(req, byRefSchema);
    next();
  });
  return router;
}
