import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { metricsOrganisationReadPermission } from '@fairway/plugin-metrics-common';
import { Router } from 'express';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { tell } from '../support/peer';
import { catalogOf } from './catalogOf';
import { trustingAuth } from '@fairway/serving/testUtils';

/** The least that an authorised request takes here: one permission decision, nothing read. */
const floor = createBackendPlugin({
  pluginId: 'floor',
  register(env) {
    env.registerInit({
      deps: {
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
      },
      async init({ httpAuth, httpRouter, permissions }) {
        const router = Router();
        router.get('/', async (request, response) => {
          const credentials = await httpAuth.credentials(request, {
            allow: ['user'],
          });
          const [{ result }] = await permissions.authorize(
            [{ permission: metricsOrganisationReadPermission }],
            { credentials },
          );
          response
            .status(result === AuthorizeResult.ALLOW ? 200 : 403)
            .json({ result });
        });
        httpRouter.use(router);
      },
    });
  },
});

/** A catalog with as many components as there are services. */
const generated = (services: number) =>
  createBackendModule({
    pluginId: 'catalog',
    moduleId: 'generated',
    register(env) {
      env.registerInit({
        deps: { catalog: catalogProcessingExtensionPoint },
        async init({ catalog }) {
          catalog.addEntityProvider({
            getProviderName: () => 'generated',
            connect: connection =>
              connection.applyMutation({
                type: 'full',
                entities: catalogOf(services).map(entity => ({
                  entity,
                  locationKey: 'generated',
                })),
              }),
          });
        },
      });
    },
  });

/** The metrics plugin with the catalog, the permission backend and Fairway's policy. Who is asking is settled. */
async function main() {
  const port = Number(process.env.BENCH_PORT);
  const url = `http://localhost:${port}`;
  const backend = createBackend();
  backend.add(
    mockServices.rootConfig.factory({
      data: {
        app: { baseUrl: url },
        backend: {
          baseUrl: url,
          listen: { host: 'localhost', port },
          database: JSON.parse(process.env.BENCH_DATABASE!),
        },
        permission: { enabled: true },
        fairway: { platformTeams: ['group:default/platform'] },
        catalog: {
          rules: [{ allow: ['Component', 'Group', 'System', 'Domain'] }],
          processingInterval: { hours: 24 },
        },
      },
    }),
  );
  backend.add(trustingAuth);
  backend.add(mockServices.httpAuth.factory());
  // The history is there already: nothing is to be scanned meanwhile.
  backend.add(mockServices.scheduler.factory({ skipTaskRunOnStartup: true }));
  backend.add(
    createServiceFactory({
      service: coreServices.userInfo,
      deps: {},
      factory: () => ({
        getUserInfo: async () => ({
          userEntityRef: 'user:default/petra',
          ownershipEntityRefs: ['user:default/petra', 'group:default/platform'],
        }),
      }),
    }),
  );
  backend.add(import('@backstage/plugin-catalog-backend'));
  backend.add(generated(Number(process.env.BENCH_SERVICES)));
  backend.add(import('@backstage/plugin-permission-backend'));
  backend.add(import('@fairway/plugin-permission-backend-module-fairway'));
  backend.add(import('@fairway/plugin-metrics-backend'));
  backend.add(floor);
  await backend.start();

  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  // Asked for the longest that the event loop stood still since it was last asked.
  process.on('message', () => {
    tell(delay.max / 1e6);
    delay.reset();
  });
  tell(url);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
