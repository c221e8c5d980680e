import { WinstonLogger } from '@backstage/backend-defaults/rootLogger';
import {
  coreServices,
  createServiceFactory,
  resolvePackagePath,
  type RootConfigService,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { secretsOf } from './secretsOf';

const ROOT = resolvePackagePath('backend', '../..');

type Overrides = Parameters<WinstonLogger['setLevelOverrides']>[0];

/**
 * Backstage's logger with Backstage's settings and redactions. Only how the secrets are found is ours: Backstage
 * compiles the schema of all packages for it at each start.
 */
export const rootLogger = createServiceFactory({
  service: coreServices.rootLogger,
  deps: { config: coreServices.rootConfig },
  async factory({ config }) {
    const logger = WinstonLogger.create({
      meta: {
        service: 'backstage',
        ...config.getOptional<JsonObject>('backend.logger.meta'),
      },
      level:
        process.env.LOG_LEVEL ??
        config.getOptionalString('backend.logger.level'),
    });
    await follow(config, logger);
    config.subscribe?.(() => {
      follow(config, logger).catch(error =>
        logger.error('The secrets of the new configuration are not known', {
          reason: error.message,
        }),
      );
    });
    return logger;
  },
});

async function follow(config: RootConfigService, logger: WinstonLogger) {
  logger.addRedactions(await secretsOf(config.get<JsonObject>(), ROOT));
  logger.setLevelOverrides(
    config.getOptional<Overrides>('backend.logger.overrides') ?? [],
  );
}
