import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { metricsSourcesExtensionPoint } from '@fairway/plugin-metrics-node';
import { GithubSource } from './GithubSource';

/** Gathers delivery facts from GitHub: by one webhook, and by comparing with its API. */
export const metricsModuleGithub = createBackendModule({
  pluginId: 'metrics',
  moduleId: 'github',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        sources: metricsSourcesExtensionPoint,
      },
      async init({ config, logger, sources }) {
        sources.addSource(GithubSource.fromConfig(config, { logger }));
      },
    });
  },
});
