import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { healthProvidersExtensionPoint } from '@fairway/plugin-health-node';
import { DeliveryStateClient } from '@fairway/plugin-metrics-node';
import { HttpHealthProvider } from './HttpHealthProvider';

/** Asks the address of each environment's latest release. */
export const healthModuleHttp = createBackendModule({
  pluginId: 'health',
  moduleId: 'http',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        sources: healthProvidersExtensionPoint,
      },
      async init({ auth, config, discovery, sources }) {
        sources.addProvider(
          HttpHealthProvider.fromConfig(config, {
            states: DeliveryStateClient.create({ auth, discovery }),
          }),
        );
      },
    });
  },
});
