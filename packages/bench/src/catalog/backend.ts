import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  type EntityProviderConnection,
  catalogProcessingExtensionPoint,
} from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { metricsSourcesExtensionPoint } from '@fairway/plugin-metrics-node';
import { trustingAuth } from '@fairway/serving/testUtils';
import { tell } from '../support/peer';
import { READER, READERS_TEAMS, VISIBILITY, component } from './generate';

/** Everybody may read what they own and what is open: one of two components, and a few more. */
const policy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'bench-policy',
  register: env =>
    env.registerInit({
      deps: { policies: policyExtensionPoint },
      init: async ({ policies }) =>
        policies.setPolicy({
          handle: async (_request, user): Promise<PolicyDecision> => ({
            result: AuthorizeResult.CONDITIONAL,
            ...{ pluginId: 'catalog', resourceType: 'catalog-entity' },
            conditions: {
              anyOf: [
                {
                  ...{
                    rule: 'IS_ENTITY_OWNER',
                    resourceType: 'catalog-entity',
                  },
                  params: { claims: user?.info.ownershipEntityRefs ?? [] },
                },
                {
                  ...{ rule: 'HAS_ANNOTATION', resourceType: 'catalog-entity' },
                  params: { annotation: VISIBILITY, value: 'open' },
                },
              ],
            },
          }),
        }),
    }),
});

let connection: EntityProviderConnection;

/** Whose the entities are that stand in the tables already. */
const provider = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'bench',
  register: env =>
    env.registerInit({
      deps: { processing: catalogProcessingExtensionPoint },
      init: async ({ processing }) =>
        processing.addEntityProvider({
          getProviderName: () => 'bench',
          connect: async given => {
            connection = given;
          },
        }),
    }),
});

/** Takes facts as they are from whoever sends them. */
const source = createBackendModule({
  pluginId: 'metrics',
  moduleId: 'bench',
  register: env =>
    env.registerInit({
      deps: { sources: metricsSourcesExtensionPoint },
      init: async ({ sources }) =>
        sources.addSource({
          id: 'bench',
          title: 'A forge',
          accept: ({ headers }) => ({
            deliveryId: String(headers['x-delivery']),
            topic: 'facts',
          }),
          toFacts: ({ body }) => JSON.parse(body.toString('utf8')),
          projectsOf: entity => {
            const project =
              entity.metadata.annotations?.['github.com/project-slug'];
            return project ? [{ project }] : [];
          },
        }),
    }),
});

/** The catalog with the list, as a person whose permission is conditional finds it; live also with metrics. */
async function main() {
  const port = Number(process.env.BENCH_PORT);
  const live = process.env.BENCH_LIVE === 'true';
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
        catalog: {
          rules: [{ allow: ['Component', 'Group', 'System', 'User'] }],
          processingInterval: { hours: 24 },
        },
      },
    }),
  );
  backend.add(trustingAuth);
  backend.add(mockServices.httpAuth.factory());
  backend.add(
    createServiceFactory({
      service: coreServices.userInfo,
      deps: {},
      factory: () => ({
        getUserInfo: async () => ({
          userEntityRef: READER,
          ownershipEntityRefs: [READER, ...READERS_TEAMS],
        }),
      }),
    }),
  );
  backend.add(import('@backstage/plugin-catalog-backend'));
  backend.add(import('@fairway/plugin-catalog-backend-module-insights'));
  backend.add(provider);
  backend.add(import('@backstage/plugin-permission-backend'));
  backend.add(policy);
  if (live) {
    backend.add(import('@fairway/plugin-metrics-backend'));
    backend.add(source);
  }
  await backend.start();

  // Asked to change what a component says of itself: its number, and what it is to say.
  process.on('message', async (question: string) => {
    const [number, description] = JSON.parse(question);
    const { relations, ...entity } = component(number);
    entity.metadata.description = description;
    await connection.applyMutation({
      type: 'delta',
      added: [{ entity, locationKey: 'bench' }],
      removed: [],
    });
    tell(performance.now());
  });
  tell(url);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
