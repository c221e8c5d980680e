import { useState, type ReactNode } from 'react';
import {
  coreExtensionData,
  createExtension,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { AppRootWrapperBlueprint } from '@backstage/plugin-app-react';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { SWRConfig } from 'swr';
import { attemptsApiRef, createServiceApiRef } from '../api';
import module from '../module';
import { importRouteRef } from '../routes';
import { catalogEntities } from './entities';
import { fakeCreateApi, type FakeCreateApi } from './fakeCreateApi';
import { FakeScaffolder } from './FakeScaffolder';

export interface RenderCreateOptions {
  scaffolder?: FakeScaffolder;
  createApi?: FakeCreateApi;
  entities?: typeof catalogEntities;
  catalogApi?: object;
  teams?: string[];
  /** Names of permissions that are denied. */
  denied?: string[];
}

/** The stock sidebar is no part of the portal. */
const withoutSidebar = createExtension({
  name: 'nav',
  attachTo: { id: 'app/layout', input: 'nav' },
  output: [coreExtensionData.reactElement],
  factory: () => [coreExtensionData.reactElement(<nav />)],
});

/** Answers about permissions are kept by SWR, else for all tests of a file. */
function FreshAnswers({ children }: { children?: ReactNode }) {
  const [value] = useState({ provider: () => new Map(), dedupingInterval: 0 });
  return <SWRConfig value={value}>{children}</SWRConfig>;
}

const withFreshAnswers = AppRootWrapperBlueprint.make({
  name: 'fresh-answers',
  params: {
    component: FreshAnswers,
  },
});

const testApp = createFrontendModule({
  pluginId: 'app',
  extensions: [withoutSidebar, withFreshAnswers],
});

beforeEach(() => sessionStorage.clear());

/** The portal, as far as these pages make it up, at an address. */
export function renderCreate(
  path: string,
  options: RenderCreateOptions = {},
): {
  unmount(): void;
  scaffolder: FakeScaffolder;
  createApi: FakeCreateApi;
  attemptsApi: { record: jest.Mock };
} {
  const scaffolder = options.scaffolder ?? new FakeScaffolder();
  const createApi = options.createApi ?? fakeCreateApi();
  const attemptsApi = { record: jest.fn(async (..._) => {}) };
  const teams = options.teams ?? ['checkout', 'payments'];
  const denied = new Set(options.denied);
  const catalogApi =
    options.catalogApi ??
    catalogApiMock({ entities: options.entities ?? catalogEntities });
  const app = renderTestApp({
    features: [scaffolderPlugin, module, testApp],
    initialRouteEntries: [path],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      '/catalog-import': importRouteRef,
    },
    config: {
      app: { baseUrl: 'http://localhost:3000' },
      backend: { baseUrl: 'http://localhost:7007' },
      fairway: { create: { organisation: 'acme' } },
    },
    apis: [
      [scaffolderApiRef, scaffolder as any],
      [createServiceApiRef, createApi],
      [attemptsApiRef, attemptsApi],
      [catalogApiRef, catalogApi as any],
      [
        permissionApiRef,
        {
          authorize: async ({ permission }: any) => ({
            result: denied.has(permission.name) ? 'DENY' : 'ALLOW',
          }),
        } as any,
      ],
      mockApis.identity({
        userEntityRef: 'user:default/dana',
        ownershipEntityRefs: [
          'user:default/dana',
          ...teams.map(team => `group:default/${team}`),
        ],
      }),
    ],
  });
  return { unmount: app.unmount, scaffolder, createApi, attemptsApi };
}
