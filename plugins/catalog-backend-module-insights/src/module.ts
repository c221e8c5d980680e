import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { Router } from 'express';
import { createInsights } from './createInsights';
import { openDatabase } from './database/migrate';
import { createComponentsRouter } from './routers/createComponentsRouter';
import { createUnownedRouter } from './routers/createUnownedRouter';

/** The catalog's list with health and delivery: tables beside the catalog's own, kept up to date, and routes to them. */
export const catalogModuleInsights = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'insights',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const knex = await openDatabase(deps.database);
        const { counts, cursors, feeder, list, texts } = createInsights({
          ...deps,
          knex,
        });
        deps.httpRouter.use(
          Router()
            .use('/insights', createComponentsRouter({ ...deps, list }))
            .use('/insights', createUnownedRouter({ ...deps, cursors, list })),
        );
        await deps.scheduler.scheduleTask({
          id: 'catalog-insights-feed',
          frequency: { seconds: 3 },
          timeout: { minutes: 30 },
          // The catalog makes its own tables after its modules have started.
          initialDelay: { seconds: 3 },
          fn: signal => feeder.run(signal),
        });
        await deps.scheduler.scheduleTask({
          id: 'catalog-insights-counts',
          // Each replica has its own.
          scope: 'local',
          frequency: { minutes: 5 },
          timeout: { minutes: 5 },
          initialDelay: { seconds: 3 },
          fn: () => counts.refresh(),
        });
        await deps.scheduler.scheduleTask({
          id: 'catalog-insights-texts',
          frequency: { minutes: 10 },
          timeout: { hours: 1 },
          initialDelay: { seconds: 10 },
          fn: () => texts.ensure(),
        });
      },
    });
  },
});
