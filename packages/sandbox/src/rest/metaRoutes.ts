import { Router } from 'express';
import { Forge } from '../forge/Forge';
import { hourlyLimit, resetTime } from './describeApi';

/** What the service says of itself. */
export function metaRoutes(_forge: Forge): Router {
  const router = Router();
  router.get('/meta', (_req, res) => {
    res.json({ verifiable_password_authentication: false });
  });
  router.get('/rate_limit', (_req, res) => {
    const rate = {
      limit: hourlyLimit,
      used: 1,
      remaining: hourlyLimit - 1,
      reset: resetTime(),
    };
    res.json({
      resources: { core: rate, search: rate, graphql: rate },
      rate,
    });
  });
  return router;
}
