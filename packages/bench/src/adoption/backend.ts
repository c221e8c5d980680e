import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { adoptionReadPermission } from '@fairway/plugin-adoption-common';
import { Router } from 'express';
import { trustingAuth } from '@fairway/serving/testUtils';
import { tell } from '../support/peer';

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
            [{ permission: adoptionReadPermission }],
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

/** The adoption plugin with the permission backend and Fairway's policy. Who is asking is settled. */
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
      },
    }),
  );
  backend.add(trustingAuth);
  backend.add(mockServices.httpAuth.factory());
  // The facts are there already: nobody is to be asked for more meanwhile.
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
  backend.add(import('@backstage/plugin-permission-backend'));
  backend.add(import('@fairway/plugin-permission-backend-module-fairway'));
  backend.add(import('@fairway/plugin-adoption-backend'));
  backend.add(floor);
  await backend.start();
  tell(url);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
