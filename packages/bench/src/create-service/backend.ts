import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { join } from 'node:path';
import { tell } from '../support/peer';
import { ForgePlace, Side } from './protocol';
import { withoutThrottle } from './withoutThrottle';
import { withShortPoll } from './withShortPoll';

/**
 * A backend with catalog and scaffolder, the same on each side but for the module with the actions. Who is asking is
 * settled without signing in: that is not what is measured.
 */
async function main() {
  const side = process.env.BENCH_SIDE as Side;
  const port = Number(process.env.BENCH_PORT);
  const forge: ForgePlace = JSON.parse(process.env.BENCH_FORGE!);
  const url = `http://localhost:${port}`;

  withShortPoll();
  const backend = createBackend();
  backend.add(
    mockServices.rootConfig.factory({
      data: {
        app: { baseUrl: url },
        backend: {
          baseUrl: url,
          listen: { host: 'localhost', port },
          database: { client: 'better-sqlite3', connection: ':memory:' },
        },
        integrations: { github: [{ ...forge }] },
        fairway: { create: { host: forge.host, organisation: 'acme' } },
        catalog: {
          rules: [{ allow: ['Component', 'Group', 'User', 'Template'] }],
          stitchingStrategy: { pollingInterval: { milliseconds: 25 } },
          locations: ['people.yaml', 'template.yaml'].map(file => ({
            type: 'file',
            target: join(__dirname, file),
          })),
        },
      },
    }),
  );
  backend.add(mockServices.auth.factory());
  backend.add(mockServices.httpAuth.factory());
  backend.add(
    createServiceFactory({
      service: coreServices.userInfo,
      deps: {},
      factory: () => ({
        getUserInfo: async () => ({
          userEntityRef: 'user:default/dana',
          ownershipEntityRefs: ['user:default/dana', 'group:default/checkout'],
        }),
      }),
    }),
  );
  backend.add(mockServices.permissions.factory());
  backend.add(import('@backstage/plugin-catalog-backend'));
  backend.add(
    import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
  );
  backend.add(import('@backstage/plugin-scaffolder-backend'));
  if (side === 'ours') {
    backend.add(import('@fairway/plugin-scaffolder-backend-module-fairway'));
  } else {
    if (side === 'stockUnthrottled') {
      withoutThrottle('@backstage/plugin-scaffolder-backend-module-github');
    }
    backend.add(import('@backstage/plugin-scaffolder-backend-module-github'));
  }
  await backend.start();
  tell(url);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
