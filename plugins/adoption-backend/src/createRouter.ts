import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { sayWhenToRetry } from '@fairway/serving';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { createAdoption } from './createAdoption';
import { createDashboardRouter } from './routers/createDashboardRouter';
import { createRecordRouter } from './routers/createRecordRouter';
import { createRowsRouter } from './routers/createRowsRouter';

/** The plugin's HTTP routes; openapi.yaml describes them. */
export function createRouter(
  options: ReturnType<typeof createAdoption> & {
    auditor: AuditorService;
    httpAuth: HttpAuthService;
    logger: LoggerService;
  },
): Router {
  const router = PromiseRouter();
  router.use(createDashboardRouter(options));
  router.use(createRowsRouter(options));
  router.use(createRecordRouter(options));
  router.use(sayWhenToRetry(options.logger));
  return router;
}
