import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { DatabaseProbe } from './DatabaseProbe';

/** What has to answer for the portal to be ready. */
export const databaseProbesRef = createServiceRef<DatabaseProbe[]>({
  id: 'fairway.database-probes',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({ service, deps: {}, factory: () => [] }),
});

/** All plugins are on one server: that of the catalog stands for it. */
export const databaseProbeModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'database-probe',
  register(env) {
    env.registerInit({
      deps: {
        database: coreServices.database,
        lifecycle: coreServices.lifecycle,
        probes: databaseProbesRef,
      },
      async init({ database, lifecycle, probes }) {
        const probe = DatabaseProbe.of(await database.getClient());
        if (probe) {
          probes.push(probe);
          lifecycle.addShutdownHook(() => probe.close());
        }
      },
    });
  },
});
