import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import {
  type HealthProvider,
  healthProvidersExtensionPoint,
} from '@fairway/plugin-health-node';
import { createGetHealthAction } from './actions/createGetHealthAction';
import { readHealthConfig } from './config/readHealthConfig';
import { createHealth } from './createHealth';
import { openDatabase } from './database/migrate';
import { createRouter } from './routers/createRouter';
import { scheduleTasks } from './scheduleTasks';

/** Health: sources in; the health of each entity, its history and roll-ups out. */
export const healthPlugin = createBackendPlugin({
  pluginId: 'health',
  register(env) {
    const sources = new Map<string, HealthProvider>();
    env.registerExtensionPoint(healthProvidersExtensionPoint, {
      addProvider(provider) {
        if (sources.has(provider.id))
          throw new Error(
            `A source of health "${provider.id}" is there already`,
          );
        sources.set(provider.id, provider);
      },
    });

    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const config = readHealthConfig(deps.rootConfig);
        const knex = await openDatabase(deps.database);
        const providers = [...sources.values()];
        const parts = createHealth({ ...deps, knex, config, providers });
        createGetHealthAction({ ...deps, ...parts });
        deps.httpRouter.use(createRouter({ ...deps, ...parts }));
        await scheduleTasks({ ...deps, ...parts, config, providers });
      },
    });
  },
});
