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
import {
  type NotificationSendOptions,
  notificationService,
} from '@backstage/plugin-notifications-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  type HealthProvider,
  healthProvidersExtensionPoint,
} from '@fairway/plugin-health-node';
import type { Knex } from 'knex';
import request from 'supertest';
import healthPlugin from '..';

/** Reads everything. */
export const READER = 'user:default/milo';
/** Reads everything but what belongs to payments. */
export const PARTIAL = 'user:default/dana';
/** Reads nothing. */
export const STRANGER = 'user:default/stranger';

export const component = (
  name: string,
  options: { owner?: string; lifecycle?: string; tier?: string } = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    namespace: 'default',
    ...(options.tier && { annotations: { 'fairway/tier': options.tier } }),
  },
  spec: { type: 'service', lifecycle: options.lifecycle ?? 'production' },
  relations: [
    {
      type: 'ownedBy',
      targetRef: `group:default/${options.owner ?? 'checkout'}`,
    },
    { type: 'partOf', targetRef: 'system:default/sales' },
  ],
});

const other = (kind: string, name: string, domain?: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
  relations: domain ? [{ type: 'partOf', targetRef: domain }] : [],
});

export const entities: Entity[] = [
  component('shop'),
  component('basket', { lifecycle: 'experimental' }),
  component('ledger', { owner: 'payments' }),
  component('plain-library'),
  other('Group', 'checkout'),
  other('Group', 'payments'),
  other('System', 'sales', 'domain:default/commerce'),
  other('Domain', 'commerce'),
];

const isPayments = ({ relations }: Entity) =>
  relations?.some(({ targetRef }) => targetRef === 'group:default/payments');

const userOf = (credentials: BackstageCredentials) =>
  (credentials.principal as { userEntityRef?: string }).userEntityRef;

function fakeCatalog(known: () => Entity[]) {
  const all = () => catalogServiceMock({ entities: known() });
  const seenBy = (user: string | undefined) => {
    if (user === STRANGER) return catalogServiceMock({ entities: [] });
    if (user === PARTIAL)
      return catalogServiceMock({
        entities: known().filter(entity => !isPayments(entity)),
      });
    return all();
  };
  return catalogServiceMock.mock({
    streamEntities: (query, options) => all().streamEntities(query, options),
    getEntitiesByRefs: (query, options: any) =>
      seenBy(userOf(options.credentials)).getEntitiesByRefs(query, options),
  });
}

/** The real plugin with fake sources, a small catalog, and a policy of three people. Nothing runs but what is triggered. */
export async function startHealth(options: {
  knex: Knex;
  providers: HealthProvider[];
  catalog?: Entity[];
  config?: object;
}) {
  const known = { entities: options.catalog ?? entities };
  const tasks = new Map<string, (signal: AbortSignal) => unknown>();
  const actionsRegistry = actionsRegistryServiceMock();
  const audits: { eventId: string; failed: boolean; meta: unknown }[] = [];
  const sent: NotificationSendOptions[] = [];
  const notifications = { away: false };
  const catalog = fakeCatalog(() => known.entities);
  const backend = await startTestBackend({
    features: [
      healthPlugin,
      createBackendModule({
        pluginId: 'health',
        moduleId: 'fake',
        register(env) {
          env.registerInit({
            deps: { sources: healthProvidersExtensionPoint },
            async init({ sources }) {
              options.providers.forEach(one => sources.addProvider(one));
            },
          });
        },
      }),
      mockServices.auditor.mock({
        createEvent: jest.fn(async ({ eventId, meta }) => ({
          success: async () => {
            audits.push({ eventId, failed: false, meta });
          },
          fail: async () => {
            audits.push({ eventId, failed: true, meta });
          },
        })),
      }).factory,
      mockServices.permissions.mock({
        authorizeConditional: async (asked, { credentials }: any) =>
          asked.map(() =>
            [STRANGER, PARTIAL].includes(userOf(credentials) ?? '')
              ? {
                  ...{ pluginId: 'catalog', resourceType: 'catalog-entity' },
                  result: AuthorizeResult.CONDITIONAL,
                  conditions: { rule: 'IS_ENTITY_OWNER', params: {} } as any,
                }
              : { result: AuthorizeResult.ALLOW },
          ),
      }).factory,
      mockServices.scheduler.mock({
        scheduleTask: async ({ id, fn }) => {
          tasks.set(id, fn);
        },
      }).factory,
      mockServices.database.factory({ knex: options.knex }),
      mockServices.rootConfig.factory({
        data: { health: options.config ?? {} },
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
        service: notificationService,
        deps: {},
        factory: () => ({
          async send(notification: NotificationSendOptions) {
            if (notifications.away) throw new Error('503 Service Unavailable');
            sent.push(notification);
          },
        }),
      }),
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: { logger: coreServices.logger },
        factory: () => actionsRegistry,
      }),
    ],
  });
  const { server } = backend;
  const get = (path: string, user: string = READER) =>
    request(server)
      .get(`/api/health${path}`)
      .set('authorization', mockCredentials.user.header(user));
  const post = (path: string, body: object, user: string = READER) =>
    request(server)
      .post(`/api/health${path}`)
      .set('authorization', mockCredentials.user.header(user))
      .send(body);
  const asService = (path: string) =>
    request(server)
      .get(`/api/health${path}`)
      .set('authorization', mockCredentials.service.header());
  const run = async (id: string) =>
    tasks.get(id)!(new AbortController().signal);
  /** One round of every source. */
  const check = async () => {
    for (const { id } of options.providers) await run(`health-check-${id}`);
  };
  return {
    ...{ backend, server, tasks, known, actionsRegistry, audits },
    ...{ sent, notifications, get, post, asService, run, check },
  };
}
