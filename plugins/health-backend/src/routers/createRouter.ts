import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { HealthHistory } from '@fairway/plugin-health-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import {
  fromCursor,
  jsonBody,
  parseInput,
  sayWhenToRetry,
  toCursor,
} from '@fairway/serving';
import type { HealthService } from '../services/HealthService';
import { audited } from './audited';
import {
  changesQuerySchema,
  entityPathSchema,
  historyQuerySchema,
  manyBodySchema,
  nothingSchema,
  scopePathSchema,
} from './schemas';

const allow: ('user' | 'service')[] = ['user', 'service'];
const positionSchema = z.int().min(1);

/** The plugin's HTTP routes. */
export function createRouter(options: {
  auditor: AuditorService;
  health: HealthService;
  httpAuth: HttpAuthService;
  logger: LoggerService;
}): Router {
  const { auditor, health, httpAuth } = options;
  const router = PromiseRouter();

  router.get('/entities/:kind/:namespace/:name', async (request, response) => {
    const credentials = await httpAuth.credentials(request, { allow });
    const entityRef = parseInput(entityPathSchema, request.params);
    parseInput(nothingSchema, request.query);
    response.json(
      await audited({ auditor, request, meta: { entityRef } }, () =>
        health.health(entityRef, credentials),
      ),
    );
  });

  router.get(
    '/entities/:kind/:namespace/:name/history',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, { allow });
      const entityRef = parseInput(entityPathSchema, request.params);
      const { limit, cursor } = parseInput(historyQuerySchema, request.query);
      const before = fromCursor(positionSchema, cursor);
      const { items, last } = await audited(
        { auditor, request, meta: { entityRef, what: 'history' } },
        () => health.history({ entityRef, before, limit, credentials }),
      );
      const answer: HealthHistory = {
        items,
        ...(last !== undefined && { nextCursor: toCursor(last) }),
      };
      response.json(answer);
    },
  );

  router.post('/query', jsonBody, async (request, response) => {
    const credentials = await httpAuth.credentials(request, { allow });
    const { entityRefs } = parseInput(manyBodySchema, request.body);
    response.json(
      await audited({ auditor, request, meta: { entityRefs } }, () =>
        health.many(entityRefs, credentials),
      ),
    );
  });

  router.get(
    '/scopes/:level/:kind/:namespace/:name',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, { allow });
      const scope = parseInput(scopePathSchema, request.params);
      parseInput(nothingSchema, request.query);
      response.json(
        await audited({ auditor, request, meta: { scope } }, () =>
          health.rollUp(scope, credentials),
        ),
      );
    },
  );

  router.get('/changes', async (request, response) => {
    await httpAuth.credentials(request, { allow: ['service'] });
    response.json(
      await health.changes(parseInput(changesQuerySchema, request.query)),
    );
  });

  router.use(sayWhenToRetry(options.logger));
  return router;
}
