import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import { tell } from '../support/peer';
import { SECRET, catalog } from './deliveries';
import { durabilityOf } from './durability';

/** Asked how it keeps what it commits, the backend's own connection answers. */
const durability = createBackendModule({
  pluginId: 'metrics',
  moduleId: 'durability',
  register(env) {
    env.registerInit({
      deps: { database: coreServices.database },
      async init({ database }) {
        const knex: Knex = await database.getClient();
        process.on('message', async () => tell(await durabilityOf(knex)));
      },
    });
  },
});

/** The metrics plugin with one source, in a backend with all of Backstage's own services; only the catalog is made up. */
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
          auth: {
            externalAccess: [
              {
                type: 'static',
                options: { token: process.env.BENCH_TOKEN, subject: 'bench' },
              },
            ],
          },
        },
        permission: { enabled: false },
        metrics: { cdevents: { secrets: SECRET } },
      },
    }),
  );
  backend.add(catalogServiceMock.factory({ entities: catalog() }));
  backend.add(import('@fairway/plugin-metrics-backend'));
  backend.add(import('@fairway/plugin-metrics-backend-module-cdevents'));
  backend.add(durability);
  await backend.start();
  tell(url);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
