import {
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
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  releasesExtensionPoint,
  type PromoteOptions,
  type ProvidedReleases,
  type ReleasesProvider,
} from '@fairway/plugin-releases-node';
import { releasesPlugin } from '../plugin';

/** Owns the component; everybody else may only read it. */
export const OWNER = 'user:default/dana';

/** Sees nothing of the catalog. */
export const STRANGER = 'user:default/stranger';

/** The one entity of these tests. */
export const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'checkout-api', namespace: 'default' },
  spec: { type: 'service', lifecycle: 'production', owner: 'checkout' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/checkout' }],
};

/** v215 in staging, v214 in production. */
export const stagingAhead: ProvidedReleases = {
  title: 'deployer',
  url: 'http://forge.test/acme/checkout-api/actions',
  environments: [
    {
      environment: 'staging',
      production: false,
      current: {
        environment: 'staging',
        version: 'v215',
        revision: '4c1e9f2000000000000000000000000000000000',
        title: 'Raise memory limit to 512 Mi',
        state: 'success',
        since: '2025-11-20T14:26:00.000Z',
        url: 'http://localhost:8100',
        deploymentId: '2',
      },
    },
    {
      environment: 'production',
      production: true,
      current: {
        environment: 'production',
        version: 'v214',
        revision: '9ab03d7000000000000000000000000000000000',
        title: 'Cache basket totals',
        state: 'success',
        since: '2025-11-20T14:12:00.000Z',
        url: 'http://localhost:8101',
        deploymentId: '1',
      },
    },
  ],
  promotion: {
    from: 'staging',
    to: 'production',
    version: 'v215',
    revision: '4c1e9f2000000000000000000000000000000000',
    aheadBy: 1,
  },
};

/** A provider whose two methods are jest's, answering as if staging were ahead. */
export function fakeProvider(): jest.Mocked<ReleasesProvider> {
  return {
    getReleases: jest.fn(async (_: Entity) => stagingAhead),
    promote: jest.fn(async (_: Entity, __: PromoteOptions) => ({
      url: 'http://forge.test/runs/7',
    })),
  };
}

/** The real plugin with a provider, one entity, and ownership as the policy. */
export async function startReleases(provider: ReleasesProvider) {
  const actionsRegistry = actionsRegistryServiceMock();
  const event = {
    success: jest.fn(async () => {}),
    fail: jest.fn(async () => {}),
  };
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => event),
  });
  const catalog = catalogServiceMock.mock({
    getEntityByRef: async (ref, options) => {
      const { credentials } = options as {
        credentials: { principal: { userEntityRef?: string } };
      };
      const asked = typeof ref === 'string' ? ref : stringifyEntityRef(ref);
      return asked === stringifyEntityRef(entity) &&
        credentials.principal.userEntityRef !== STRANGER
        ? entity
        : undefined;
    },
  });
  const permissions = mockServices.permissions.mock({
    authorize: async (requests, options) => {
      const { credentials } = options as {
        credentials: { principal: { userEntityRef?: string } };
      };
      return requests.map(() => ({
        result:
          credentials.principal.userEntityRef === OWNER
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
      }));
    },
  });
  const { server } = await startTestBackend({
    features: [
      releasesPlugin,
      providerModule('fake', provider),
      auditor.factory,
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      permissions.factory,
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
  return { server, actionsRegistry, auditor, catalog, event };
}

/** A module of the plugin that sets the provider. */
export function providerModule(moduleId: string, provider: ReleasesProvider) {
  return createBackendModule({
    pluginId: 'releases',
    moduleId,
    register(env) {
      env.registerInit({
        deps: { releases: releasesExtensionPoint },
        async init({ releases }) {
          releases.setProvider(provider);
        },
      });
    },
  });
}
