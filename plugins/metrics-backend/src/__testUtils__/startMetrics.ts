import {
  type BackstageCredentials,
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  type Fact,
  type MetricsSource,
  metricsSourcesExtensionPoint,
} from '@fairway/plugin-metrics-node';
import type { Knex } from 'knex';
import request from 'supertest';
import metricsPlugin from '..';
import { fakeSource, sign } from './fakeSource';

/** Reads everything, owns the component `shop`. */
export const OWNER = 'user:default/dana';
/** Reads everything, owns nothing. */
export const READER = 'user:default/milo';
/** May manage the inbox. */
export const PLATFORM = 'user:default/petra';
/** Sees nothing of the catalog, and is allowed nothing. */
export const STRANGER = 'user:default/stranger';

export const component = (name: string, owner = 'group:default/checkout') => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    namespace: 'default',
    annotations: { 'fake/project': `forge/${name}` },
  },
  spec: { type: 'service' },
  relations: [
    { type: 'ownedBy', targetRef: owner },
    { type: 'partOf', targetRef: 'system:default/sales' },
  ],
});

const other = (kind: string, name: string, domain?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
  relations: domain ? [{ type: 'partOf', targetRef: domain }] : [],
});

export const entities: Entity[] = [
  component('shop'),
  component('basket'),
  component('ledger', 'group:default/payments'),
  other('Group', 'checkout'),
  other('Group', 'payments'),
  other('System', 'sales', 'domain:default/commerce'),
  other('Domain', 'commerce'),
];

const userOf = (credentials: BackstageCredentials) =>
  (credentials.principal as { userEntityRef?: string }).userEntityRef;

function allows(
  user: string | undefined,
  permission: string,
  resourceRef?: string,
) {
  switch (permission) {
    case 'metrics.organisation.read':
      return user !== STRANGER;
    case 'metrics.facts.record':
      return user === OWNER && resourceRef === 'component:default/shop';
    default:
      return user === PLATFORM;
  }
}

function fakeCatalog(known: Entity[]) {
  const catalog = catalogServiceMock({ entities: known });
  const hidden = catalogServiceMock({ entities: [] });
  const seenBy = (credentials: BackstageCredentials) =>
    userOf(credentials) === STRANGER ? hidden : catalog;
  return catalogServiceMock.mock({
    streamEntities: (query, options) => catalog.streamEntities(query, options),
    getEntitiesByRefs: (query, options) =>
      seenBy(
        (options as { credentials: BackstageCredentials }).credentials,
      ).getEntitiesByRefs(query, options as any),
  });
}

/** The real plugin with a fake source, a small catalog, and a policy of four people. */
export async function startMetrics(options: {
  knex: Knex;
  source?: MetricsSource;
  config?: object;
  catalog?: Entity[];
}) {
  const source = options.source ?? fakeSource();
  const actionsRegistry = actionsRegistryServiceMock();
  const audits: { eventId: string; failed: boolean; meta: unknown }[] = [];
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async ({ eventId, meta }) => ({
      success: async () => {
        audits.push({ eventId, failed: false, meta });
      },
      fail: async () => {
        audits.push({ eventId, failed: true, meta });
      },
    })),
  });
  const catalog = fakeCatalog(options.catalog ?? entities);
  const permissions = mockServices.permissions.mock({
    authorize: async (asked, { credentials }: any) =>
      asked.map(({ permission, resourceRef }) => ({
        result: allows(userOf(credentials), permission.name, resourceRef)
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
      })),
    authorizeConditional: async (asked, { credentials }: any) =>
      asked.map(() =>
        userOf(credentials) === STRANGER
          ? {
              ...{ pluginId: 'catalog', resourceType: 'catalog-entity' },
              result: AuthorizeResult.CONDITIONAL,
              conditions: { rule: 'IS_ENTITY_OWNER', params: {} } as any,
            }
          : { result: AuthorizeResult.ALLOW },
      ),
  });
  const backend = await startTestBackend({
    features: [
      metricsPlugin,
      createBackendModule({
        pluginId: 'metrics',
        moduleId: 'fake',
        register(env) {
          env.registerInit({
            deps: { sources: metricsSourcesExtensionPoint },
            async init({ sources }) {
              sources.addSource(source);
            },
          });
        },
      }),
      auditor.factory,
      permissions.factory,
      mockServices.database.factory({ knex: options.knex }),
      mockServices.rootConfig.factory({
        data: { metrics: options.config ?? {} },
      }),
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalog,
      }),
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: { logger: coreServices.logger },
        factory: () => actionsRegistry,
      }),
    ],
  });
  const { server } = backend;
  let delivery = 0;

  const deliver = (
    payload: object | string | Buffer,
    headers: Record<string, string> = {},
  ) => {
    const body =
      typeof payload === 'string' || Buffer.isBuffer(payload)
        ? payload
        : JSON.stringify(payload);
    return request(server)
      .post('/api/metrics/ingest/fake')
      .set({
        'content-type': 'application/json',
        'x-delivery': `delivery-${(delivery += 1)}`,
        'x-signature': sign(body),
        ...headers,
      })
      .serialize(value => value as any)
      .send(body);
  };
  const get = (path: string, user: string = READER) =>
    request(server)
      .get(`/api/metrics${path}`)
      .set('authorization', mockCredentials.user.header(user));
  const post = (path: string, body: object = {}, user: string = READER) =>
    request(server)
      .post(`/api/metrics${path}`)
      .set('authorization', mockCredentials.user.header(user))
      .send(body);

  /** Once everything that was taken is in the figures. */
  // One statement: between two of them what waited may be taken, and marks be made.
  const settled = () =>
    until(async () => {
      const [row] = await options.knex.select(
        options
          .knex('inbox_delivery')
          .where({ state: 'waiting' })
          .count()
          .as('a'),
        options.knex('dirty_entity').count().as('b'),
        options.knex('dirty_day').count().as('c'),
      );
      return Object.values(row).every(n => Number(n) === 0);
    });
  /** Delivers each fact by itself. */
  const tell = async (facts: Fact[]) => {
    for (const fact of facts) await deliver({ facts: [fact] }).expect(202);
    await settled();
  };

  return {
    ...{ backend, server, source, actionsRegistry, audits, auditor, catalog },
    ...{ deliver, get, post, settled, tell },
  };
}

/** Waits until something holds. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries++) {
    if (tries > 600) throw new Error('It did not come to hold');
    await new Promise(done => setTimeout(done, 25));
  }
}
