import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizePermissionRequest,
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import request from 'supertest';
import fairwayModule from '..';

/** The teams of the people that tests act as. */
const TEAMS: Record<string, string[]> = {
  dana: ['checkout'],
  milo: ['payments', 'growth'],
  petra: ['platform'],
};

function reference(kind: string, name: string): string {
  return `${kind}:default/${name}`;
}

export interface ScaffolderOptions {
  host: string;
  apiBaseUrl: string;
  token: string;
  entities: Entity[];
  /** Default: everything is allowed. */
  decide?: (permission: string) => PolicyDecision;
  /** Default: SQLite in memory. */
  knex?: Knex;
  scaffolder?: JsonObject;
  /** Hosts outside of the forge that may be read. */
  readable?: string[];
}

/** The real scaffolder with the module, a catalog in memory, and a forge. */
export async function startScaffolder(options: ScaffolderOptions) {
  const decide = options.decide ?? (() => ({ result: AuthorizeResult.ALLOW }));
  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      fairwayModule,
      catalogServiceMock.factory({ entities: options.entities }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:7007' },
          backend: {
            reading: {
              allow: (options.readable ?? []).map(host => ({ host })),
            },
          },
          fairway: {
            create: { host: options.host, organisation: 'acme' },
            platformTeams: ['group:default/platform'],
          },
          integrations: {
            github: [
              {
                host: options.host,
                apiBaseUrl: options.apiBaseUrl,
                token: options.token,
              },
            ],
          },
          scaffolder: options.scaffolder ?? {},
        },
      }),
      ...(options.knex
        ? [
            createServiceFactory({
              service: coreServices.database,
              deps: {},
              factory: () => ({ getClient: async () => options.knex! }),
            }),
          ]
        : []),
      mockServices.userInfo.mock({
        getUserInfo: async credentials => {
          const { userEntityRef } = credentials.principal as {
            userEntityRef: string;
          };
          const teams = TEAMS[userEntityRef.split('/')[1]] ?? [];
          return {
            userEntityRef,
            ownershipEntityRefs: [
              userEntityRef,
              ...teams.map(team => reference('group', team)),
            ],
          };
        },
      }).factory,
      createServiceFactory({
        service: coreServices.permissions,
        deps: {},
        factory: () => ({
          authorize: async (requests: AuthorizePermissionRequest[]) =>
            requests.map(({ permission }) => ({
              result: decide(permission.name).result as AuthorizeResult.ALLOW,
            })),
          authorizeConditional: async (
            requests: { permission: { name: string } }[],
          ) => requests.map(({ permission }) => decide(permission.name)),
        }),
      }),
    ],
  });

  const as = (person: string) =>
    mockCredentials.user.header(reference('user', person) as 'user:default/x');

  return {
    server: backend.server,
    stop: () => backend.stop(),
    get: (person: string, path: string) =>
      request(backend.server)
        .get(`/api/scaffolder${path}`)
        .set('authorization', as(person)),
    post: (person: string, path: string) =>
      request(backend.server)
        .post(`/api/scaffolder${path}`)
        .set('authorization', as(person)),
    async taskCount(): Promise<number> {
      const { body } = await request(backend.server)
        .get('/api/scaffolder/v2/tasks')
        .set('authorization', as('petra'));
      return body.totalTasks;
    },
  };
}
