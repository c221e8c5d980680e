import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { createNewLocationsGuard } from './newLocationsGuard';
import { createOwnLocationsGuard } from './ownLocationsGuard';

/** Limits what people register to what may come from a repository, and what they unregister to what they own. */
export const ownLocationsModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'fairway-own-locations',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
      },
      async init({ httpRouter, ...services }) {
        httpRouter.use(createNewLocationsGuard(services));
        httpRouter.use(createOwnLocationsGuard(services));
      },
    });
  },
});
