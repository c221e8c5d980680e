import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { metricsSourcesExtensionPoint } from '@fairway/plugin-metrics-node';
import { AlertmanagerSource } from './AlertmanagerSource';
import { readAlertmanagerConfig } from './readAlertmanagerConfig';

/** Makes incidents of the alerts that Alertmanager tells. */
export const metricsModuleAlertmanager = createBackendModule({
  pluginId: 'metrics',
  moduleId: 'alertmanager',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        sources: metricsSourcesExtensionPoint,
      },
      async init({ config, logger, sources }) {
        const read = readAlertmanagerConfig(config);
        if (read) sources.addSource(AlertmanagerSource.create(read));
        else
          logger.info(
            'Alertmanager is no source: metrics.alertmanager is not configured',
          );
      },
    });
  },
});
