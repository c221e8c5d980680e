import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { MetricsSource } from '@fairway/plugin-metrics-node';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { sayWhenToRetry } from '@fairway/serving';
import type { createMetrics } from './createMetrics';
import { createIngestRouter } from './ingest/createIngestRouter';
import { createCoverageRouter } from './routers/createCoverageRouter';
import { createEvidenceRouter } from './routers/createEvidenceRouter';
import { createFiguresRouter } from './routers/createFiguresRouter';
import { createInboxRouter } from './routers/createInboxRouter';
import { createStateRouter } from './routers/createStateRouter';

/** The plugin's HTTP routes; openapi.yaml describes them. */
export function createRouter(
  options: Pick<
    ReturnType<typeof createMetrics>,
    | 'distribution'
    | 'evidence'
    | 'ingest'
    | 'listing'
    | 'metrics'
    | 'state'
    | 'worker'
    | 'writer'
  > & {
    auditor: AuditorService;
    httpAuth: HttpAuthService;
    logger: LoggerService;
    sources: Map<string, MetricsSource>;
  },
): Router {
  const router = PromiseRouter();
  router.use(
    createIngestRouter({ ...options, onStored: () => options.worker.wake() }),
  );
  router.use(createFiguresRouter(options));
  router.use(createEvidenceRouter(options));
  router.use(createCoverageRouter(options));
  router.use(createStateRouter(options));
  router.use(createInboxRouter(options));
  router.use(sayWhenToRetry(options.logger));
  return router;
}
