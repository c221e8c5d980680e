import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { metricsSourcesExtensionPoint } from '@fairway/plugin-metrics-node';
import { CdeventsSource } from './CdeventsSource';
import { readCdeventsConfig } from './readCdeventsConfig';

/** Takes what CI and CD systems tell as CDEvents. */
export const metricsModuleCdevents = createBackendModule({
  pluginId: 'metrics',
  moduleId: 'cdevents',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        sources: metricsSourcesExtensionPoint,
      },
      async init({ config, logger, sources }) {
        const read = readCdeventsConfig(config);
        if (read) sources.addSource(CdeventsSource.create(read));
        else
          logger.info(
            'CDEvents are no source: metrics.cdevents is not configured',
          );
      },
    });
  },
});
