import {
  type BackstageCredentials,
  coreServices,
  createBackendPlugin,
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
  type EventParams,
  type EventsServiceSubscribeOptions,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express, { type Router } from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import adoptionPlugin from '..';

/** In the team checkout. */
export const MEMBER = 'user:default/dana';
/** In the teams payments and growth. */
export const OTHER = 'user:default/milo';
/** In the platform team. */
export const PLATFORM = 'user:default/petra';
/** Is allowed nothing. */
export const STRANGER = 'user:default/stranger';

const TEAMS: Record<string, string[]> = {
  [MEMBER]: [MEMBER, 'group:default/checkout'],
  [OTHER]: [OTHER, 'group:default/payments', 'group:default/growth'],
};

const userOf = (credentials: BackstageCredentials) =>
  (credentials.principal as { userEntityRef?: string }).userEntityRef ?? '';

const decide = (user: string, permission: string) => {
  if (user === PLATFORM) return true;
  return user !== STRANGER && permission === 'adoption.read';
};

/** A plugin of which only what is asked of it is there. */
const otherPlugin = (pluginId: string, router: Router) =>
  createBackendPlugin({
    pluginId,
    register(env) {
      env.registerInit({
        deps: { httpRouter: coreServices.httpRouter },
        async init({ httpRouter }) {
          httpRouter.use(router);
        },
      });
    },
  });

/** The real plugin, with what it asks put in place of the others, and a policy of four people. */
export async function startAdoption(options: {
  knex: Knex;
  config?: object;
  catalog?: Entity[];
  scaffolder?: Router;
  metrics?: Router;
}) {
  const subscribers: EventsServiceSubscribeOptions[] = [];
  const publish = async (event: EventParams) => {
    for (const subscriber of subscribers)
      if (subscriber.topics.includes(event.topic))
        await subscriber.onEvent(event);
  };
  const actionsRegistry = actionsRegistryServiceMock();
  const rounds = new Map<string, (signal: AbortSignal) => unknown>();
  const audits: { eventId: string; failed: boolean; meta: unknown }[] = [];
  const auditor = mockServices.auditor.mock({
    createEvent: async ({ eventId, meta }) => ({
      success: async () => {
        audits.push({ eventId, failed: false, meta });
      },
      fail: async () => {
        audits.push({ eventId, failed: true, meta });
      },
    }),
  });
  const permissions = mockServices.permissions.mock({
    authorize: async (asked, { credentials }: any) =>
      asked.map(({ permission }) => ({
        result: decide(userOf(credentials), permission.name)
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
      })),
    authorizeConditional: async (asked, { credentials }: any) =>
      asked.map(() => {
        const claims = TEAMS[userOf(credentials)];
        if (userOf(credentials) === PLATFORM)
          return { result: AuthorizeResult.ALLOW };
        return claims
          ? {
              result: AuthorizeResult.CONDITIONAL,
              ...{ pluginId: 'catalog', resourceType: 'catalog-entity' },
              conditions: {
                ...{ rule: 'IS_ENTITY_OWNER', params: { claims } },
                resourceType: 'catalog-entity',
              },
            }
          : { result: AuthorizeResult.DENY };
      }),
  });
  const backend = await startTestBackend({
    features: [
      adoptionPlugin,
      otherPlugin('scaffolder', options.scaffolder ?? express.Router()),
      otherPlugin('metrics', options.metrics ?? express.Router()),
      auditor.factory,
      permissions.factory,
      mockServices.database.factory({ knex: options.knex }),
      mockServices.rootConfig.factory({
        data: { adoption: options.config ?? {} },
      }),
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      // Rounds are begun by tests.
      mockServices.scheduler.mock({
        scheduleTask: async ({ id, fn }) => {
          rounds.set(id, fn as (signal: AbortSignal) => unknown);
        },
      }).factory,
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => ({
          publish,
          async subscribe(subscriber: EventsServiceSubscribeOptions) {
            subscribers.push(subscriber);
          },
        }),
      }),
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: { logger: coreServices.logger },
        factory: () => actionsRegistry,
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalogServiceMock({ entities: options.catalog ?? [] }),
      }),
    ],
  });
  const { server } = backend;
  const as = (user: string) => mockCredentials.user.header(user);
  const get = (path: string, user: string = PLATFORM) =>
    request(server).get(`/api/adoption${path}`).set('authorization', as(user));
  const post = (path: string, body: object = {}, user: string = MEMBER) =>
    request(server)
      .post(`/api/adoption${path}`)
      .set('authorization', as(user))
      .send(body);
  /** Once everything that was taken is in the figures. */
  const settled = () =>
    until(async () => {
      const marks = await Promise.all(
        ['dirty_day', 'dirty_fleet'].map(table => options.knex(table)),
      );
      return marks.every(rows => rows.length === 0);
    });
  /** One round of asking a source for what no event told. */
  const round = async (source: 'scaffolder' | 'catalog' | 'metrics') => {
    await rounds.get(`adoption-${source}`)!(new AbortController().signal);
  };
  return {
    ...{ ...backend, actionsRegistry, audits },
    ...{ publish, round, get, post, settled },
  };
}

/** Waits until something holds. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries++) {
    if (tries > 4_800) throw new Error('It did not come to hold');
    await new Promise(done => setTimeout(done, 25));
  }
}
