import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { metricsPermissions } from '@fairway/plugin-metrics-common';
import {
  type MetricsSource,
  metricsSourcesExtensionPoint,
} from '@fairway/plugin-metrics-node';
import { registerActions } from './actions/registerActions';
import { readMetricsConfig } from './config/readMetricsConfig';
import { createMetrics } from './createMetrics';
import { createRouter } from './createRouter';
import { openDatabase } from './database/migrate';
import { openInboxDatabase } from './database/openInboxDatabase';
import { rebuildIfRulesChanged } from './rollups/figuresState';
import { scheduleTasks } from './scheduleTasks';

/** Delivery metrics: deliveries and facts in; figures, evidence and actions out. */
export const metricsPlugin = createBackendPlugin({
  pluginId: 'metrics',
  register(env) {
    const sources = new Map<string, MetricsSource>();
    env.registerExtensionPoint(metricsSourcesExtensionPoint, {
      addSource(source) {
        if (sources.has(source.id))
          throw new Error(`A source "${source.id}" is there already`);
        sources.set(source.id, source);
      },
    });

    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const config = readMetricsConfig(deps.rootConfig);
        const knex = await openDatabase(deps.database);
        const { inbox: inboxKnex, close } = openInboxDatabase(knex);
        await rebuildIfRulesChanged(knex, config.rules);
        const parts = createMetrics({
          ...{ ...deps, knex, inboxKnex, config, sources },
        });
        const { loop, worker } = parts;

        deps.permissionsRegistry.addPermissions(metricsPermissions);
        registerActions({ ...deps, ...parts });
        for (const id of sources.keys())
          deps.httpRouter.addAuthPolicy({
            path: `/ingest/${id}`,
            allow: 'unauthenticated',
          });
        deps.httpRouter.use(createRouter({ ...deps, ...parts, sources }));

        await scheduleTasks({
          ...{ ...deps, ...parts, sources, retention: config.retention },
          onScanned: () => loop.wake(),
        });
        deps.lifecycle.addStartupHook(() => {
          worker.start();
          loop.start();
        });
        deps.lifecycle.addShutdownHook(async () => {
          await Promise.all([worker.stop(), loop.stop()]);
          await close();
        });
      },
    });
  },
});
