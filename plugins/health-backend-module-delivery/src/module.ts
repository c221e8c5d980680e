import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { healthProvidersExtensionPoint } from '@fairway/plugin-health-node';
import { DeliveryStateClient } from '@fairway/plugin-metrics-node';
import { DeliveryHealthProvider } from './DeliveryHealthProvider';

/** Lets the metrics plugin's facts say how entities are. */
export const healthModuleDelivery = createBackendModule({
  pluginId: 'health',
  moduleId: 'delivery',
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
          DeliveryHealthProvider.fromConfig(config, {
            states: DeliveryStateClient.create({ auth, discovery }),
          }),
        );
      },
    });
  },
});
