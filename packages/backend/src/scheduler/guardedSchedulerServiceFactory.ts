import { DefaultSchedulerService } from '@backstage/backend-defaults/scheduler';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { createSchedulerGuard } from './schedulerGuard';

/**
 * Backstage's scheduler with a guard in front of its HTTP routes, on which any
 * signed-in user could otherwise trigger and cancel every plugin's tasks.
 */
export const guardedSchedulerServiceFactory = createServiceFactory({
  service: coreServices.scheduler,
  deps: {
    database: coreServices.database,
    httpAuth: coreServices.httpAuth,
    httpRouter: coreServices.httpRouter,
    logger: coreServices.logger,
    metrics: metricsServiceRef,
    permissions: coreServices.permissions,
    pluginMetadata: coreServices.pluginMetadata,
    rootLifecycle: coreServices.rootLifecycle,
  },
  async factory({ httpAuth, httpRouter, permissions, ...deps }) {
    httpRouter.use(createSchedulerGuard({ httpAuth, permissions }));
    return DefaultSchedulerService.create({ ...deps, httpRouter });
  },
});
