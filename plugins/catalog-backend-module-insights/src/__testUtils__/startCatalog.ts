import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  type EntityProviderConnection,
  catalogProcessingExtensionPoint,
} from '@backstage/plugin-catalog-node';
import permissionPlugin from '@backstage/plugin-permission-backend';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import fairwayPolicy from '@fairway/plugin-permission-backend-module-fairway';
import type { Knex } from 'knex';
import request from 'supertest';
import catalogModuleInsights from '..';
import { EVERYTHING } from './people';
import { trustingAuth } from '@fairway/serving/testUtils';

const LOCATION = {
  'backstage.io/managed-by-location': 'url:http://acme.test/catalog',
  'backstage.io/managed-by-origin-location': 'url:http://acme.test/catalog',
};

/** An entity as somebody would write it. */
export function entity(
  kind: string,
  name: string,
  options: { metadata?: object; spec?: object } = {},
): Entity {
  const { annotations, ...metadata } = (options.metadata ?? {}) as {
    annotations?: Record<string, string>;
  };
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      ...{ name, namespace: 'default', ...metadata },
      annotations: { ...LOCATION, ...annotations },
    },
    spec: options.spec as Entity['spec'],
  };
}

const setPolicy = (policy: PermissionPolicy) =>
  createBackendModule({
    pluginId: 'permission',
    moduleId: 'given',
    register: env =>
      env.registerInit({
        deps: { policies: policyExtensionPoint },
        init: async ({ policies }) => policies.setPolicy(policy),
      }),
  });

/** Whom some people belong to. */
export const groupsOf: Record<string, string[]> = {
  'user:default/dana': ['group:default/checkout'],
  [EVERYTHING]: ['group:default/platform'],
};

/** The real catalog and permission backend with the module, and some entities in it. */
export async function startCatalog(options: {
  knex: Knex;
  entities: Entity[];
  /** Fairway's own without it. */
  policy?: PermissionPolicy;
}) {
  const { knex } = options;
  let connection!: EntityProviderConnection;
  const provider = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'given',
    register: env =>
      env.registerInit({
        deps: { processing: catalogProcessingExtensionPoint },
        init: async ({ processing }) =>
          processing.addEntityProvider({
            getProviderName: () => 'given',
            connect: async given => {
              connection = given;
            },
          }),
      }),
  });
  const scheduler = mockServices.scheduler();
  const audits: { plugin: string; eventId: string; what: string }[] = [];
  const backend = await startTestBackend({
    features: [
      ...[catalogPlugin, catalogModuleInsights, provider, permissionPlugin],
      options.policy ? setPolicy(options.policy) : fairwayPolicy,
      ...[trustingAuth, permissionsServiceFactory],
      createServiceFactory({
        service: coreServices.auditor,
        deps: { plugin: coreServices.pluginMetadata },
        factory: ({ plugin }) => ({
          createEvent: async ({ eventId, meta }) => {
            const told = (end: string) => async () => {
              const what = `${meta?.queryType} ${end}`;
              audits.push({ plugin: plugin.getId(), eventId, what });
            };
            return { success: told('read'), fail: told('failed') };
          },
        }),
      }),
      mockServices.database.factory({ knex }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          fairway: { platformTeams: ['group:default/platform'] },
          catalog: {
            rules: [{ allow: ['Component', 'API', 'Group', 'User', 'System'] }],
            processingInterval: { hours: 1 },
          },
        },
      }),
      createServiceFactory({
        service: coreServices.userInfo,
        deps: {},
        factory: () => ({
          async getUserInfo({ principal }) {
            const { userEntityRef } = principal as { userEntityRef: string };
            return {
              userEntityRef,
              ownershipEntityRefs: [
                userEntityRef,
                ...(groupsOf[userEntityRef] ?? []),
              ],
            };
          },
        }),
      }),
    ],
  });

  const get = (path: string, person: string = EVERYTHING) =>
    request(backend.server)
      .get(`/api/catalog${path}`)
      .set('authorization', mockCredentials.user.header(person));

  /** Has exactly these entities in the catalog, and waits until they are served. */
  const provide = async (entities: Entity[]) => {
    await connection.applyMutation({
      type: 'full',
      entities: entities.map(one => ({ entity: one, locationKey: 'given' })),
    });
    for (let tries = 0; ; tries++) {
      const [served, waiting] = await Promise.all([
        knex('final_entities').whereNotNull('final_entity').count('* as n'),
        knex('stitch_queue').count('* as n'),
      ]);
      if (Number(served[0].n) === entities.length && Number(waiting[0].n) === 0)
        break;
      if (tries > 1_200) throw new Error('The catalog does not settle');
      await new Promise(done => setTimeout(done, 50));
    }
  };
  /** What the list does from time to time: it counts, keeps the references of what there is, and sees to its index. */
  const settle = async () => {
    for (const task of ['feed', 'counts', 'texts'])
      await scheduler.triggerTask(`catalog-insights-${task}`);
  };
  await provide(options.entities);
  return { audits, backend, get, provide, settle };
}
