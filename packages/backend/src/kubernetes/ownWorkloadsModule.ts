import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { createOwnWorkloadsGuard } from './ownWorkloadsGuard';

/** Limits what is read from clusters to the caller's own components. */
export const ownWorkloadsModule = createBackendModule({
  pluginId: 'kubernetes',
  moduleId: 'fairway-own-workloads',
  register(reg) {
    reg.registerInit({
      deps: {
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
      },
      async init({ httpAuth, httpRouter, permissions }) {
        httpRouter.use(createOwnWorkloadsGuard({ httpAuth, permissions }));
      },
    });
  },
});
