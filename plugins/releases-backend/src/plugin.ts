import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { releasesPermissions } from '@fairway/plugin-releases-common';
import {
  releasesExtensionPoint,
  type ReleasesProvider,
} from '@fairway/plugin-releases-node';
import { createGetReleasesAction } from './actions/createGetReleasesAction';
import { createPromoteReleaseAction } from './actions/createPromoteReleaseAction';
import { createRouter } from './router/createRouter';
import { ReleasesAuthorization } from './services/ReleasesAuthorization';
import { ReleasesCache } from './services/ReleasesCache';
import { ReleasesService } from './services/ReleasesService';

/** Where each entity runs, and promotion: routes and actions over one provider. */
export const releasesPlugin = createBackendPlugin({
  pluginId: 'releases',
  register(env) {
    let provider: ReleasesProvider | undefined;
    env.registerExtensionPoint(releasesExtensionPoint, {
      setProvider(given) {
        if (provider) {
          throw new Error(
            'A releases provider is set already; keep one of the modules that set it',
          );
        }
        provider = given;
      },
    });

    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init(deps) {
        if (!provider) {
          throw new Error(
            'No releases provider is set; add a module of the releases plugin that sets one',
          );
        }
        deps.permissionsRegistry.addPermissions(releasesPermissions);
        const releases = ReleasesService.create({
          auditor: deps.auditor,
          authorization: ReleasesAuthorization.create(deps),
          cache: ReleasesCache.create(),
          provider,
        });
        createGetReleasesAction({ ...deps, releases });
        createPromoteReleaseAction({ ...deps, releases });
        deps.httpRouter.use(
          createRouter({ httpAuth: deps.httpAuth, releases }),
        );
      },
    });
  },
});
