import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { adoptionPermissions } from '@fairway/plugin-adoption-common';
import { registerActions } from './actions/registerActions';
import { readAdoptionConfig } from './config/readAdoptionConfig';
import { createAdoption } from './createAdoption';
import { createRouter } from './createRouter';
import { openDatabase } from './database/migrate';
import { rebuildIfRulesChanged } from './figures/figuresState';
import { TASK_TOPIC, hintOf } from './gather/taskEvents';
import { scheduleTasks } from './scheduleTasks';

/** Adoption: runs of templates, the catalog and deliveries in; whether the paved road is used, and where it breaks, out. */
export const adoptionPlugin = createBackendPlugin({
  pluginId: 'adoption',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        discovery: coreServices.discovery,
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
        const config = readAdoptionConfig(deps.rootConfig);
        const knex = await openDatabase(deps.database);
        await rebuildIfRulesChanged(knex, config);
        const now = () => Date.now();
        const parts = createAdoption({ ...deps, knex, config, now });
        const { loop, reader } = parts;

        deps.permissionsRegistry.addPermissions(adoptionPermissions);
        registerActions({ ...deps, ...parts, now });
        deps.httpRouter.use(createRouter({ ...deps, ...parts }));
        await deps.events.subscribe({
          id: 'adoption',
          topics: [TASK_TOPIC],
          async onEvent(params) {
            const hint = hintOf(params);
            if (hint) reader.hint(hint);
          },
        });
        await scheduleTasks({ ...deps, ...parts, config, now });
        deps.lifecycle.addStartupHook(() => loop.start());
        deps.lifecycle.addShutdownHook(async () => {
          await Promise.all([reader.stop(), loop.stop()]);
        });
      },
    });
  },
});
