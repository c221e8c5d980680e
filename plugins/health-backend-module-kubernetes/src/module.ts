import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { healthProvidersExtensionPoint } from '@fairway/plugin-health-node';
import { KubernetesHealthProvider } from './KubernetesHealthProvider';

/** Looks at the workloads in the clusters that the Kubernetes plugin is configured with. */
export const healthModuleKubernetes = createBackendModule({
  pluginId: 'health',
  moduleId: 'kubernetes',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        sources: healthProvidersExtensionPoint,
      },
      async init({ config, sources }) {
        sources.addProvider(KubernetesHealthProvider.fromConfig(config));
      },
    });
  },
});
