import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { ErrorRequestHandler, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { jsonBody } from '@fairway/serving';
import type { ReleasesService } from '../services/ReleasesService';
import { entityRefSchema, parseInput, promotionRequestSchema } from './schemas';

const RETRY_AFTER_SECONDS = 10;

const sayWhenToRetry: ErrorRequestHandler = (error, _req, res, next) => {
  if (error.name === 'ServiceUnavailableError') {
    res.set('Retry-After', String(RETRY_AFTER_SECONDS));
  }
  next(error);
};

/** The plugin's HTTP routes. */
export function createRouter(options: {
  httpAuth: HttpAuthService;
  releases: ReleasesService;
}): Router {
  const { httpAuth, releases } = options;
  const router = PromiseRouter();

  router.get('/entities/:kind/:namespace/:name', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const entityRef = parseInput(entityRefSchema, req.params);
    res.json(await releases.getReleases({ entityRef, credentials }));
  });

  router.post(
    '/entities/:kind/:namespace/:name/promotions',
    jsonBody,
    async (req, res) => {
      const credentials = await httpAuth.credentials(req, { allow: ['user'] });
      const entityRef = parseInput(entityRefSchema, req.params);
      const promotion = parseInput(promotionRequestSchema, req.body);
      const started = await releases.promote({
        entityRef,
        credentials,
        promotion,
        httpRequest: req,
      });
      res.status(202).json(started);
    },
  );

  router.use(sayWhenToRetry);
  return router;
}
