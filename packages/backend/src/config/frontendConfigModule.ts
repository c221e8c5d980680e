import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import {
  coreServices,
  createBackendModule,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import {
  loadConfigSchema,
  readEnvConfig,
  type ConfigSchema,
} from '@backstage/config-loader';
import { configSchemaExtensionPoint } from '@backstage/plugin-app-node';
import type { JsonObject } from '@backstage/types';
import { told } from '../told';
import { keptAnswer } from './keptAnswer';

/** Which part of the configuration the browser gets: what Backstage's own schema says, compiled only after a change. */
export const frontendConfigModule = createBackendModule({
  pluginId: 'app',
  moduleId: 'fairway-frontend-config',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        app: configSchemaExtensionPoint,
      },
      async init({ config, app }) {
        // The rest of the backend starts without the pages.
        await told('pages');
        const serialized = await pagesSchema(
          config.getOptionalString('app.packageName') ?? 'app',
        );
        if (!serialized) {
          return;
        }
        const configs = [
          ...readEnvConfig(process.env),
          { data: config.get<JsonObject>(), context: 'app' },
        ];
        const options: Parameters<ConfigSchema['process']>[1] = {
          visibility: ['frontend'],
          withDeprecatedKeys: true,
        };
        const answer = await keptAnswer(
          'frontend',
          [serialized, configs, options],
          async () =>
            (
              await loadConfigSchema({ serialized: JSON.parse(serialized) })
            ).process(configs, options),
        );
        app.setConfigSchema({
          process(given, asked) {
            if (!isDeepStrictEqual([given, asked], [configs, options])) {
              throw new Error(
                'The portal was asked for another part of its configuration than the one it prepared',
              );
            }
            return answer;
          },
          serialize: () => JSON.parse(serialized),
        });
      },
    });
  },
});

/** The schema that was built into the pages; none while there are no pages. */
async function pagesSchema(app: string): Promise<string | undefined> {
  try {
    return await readFile(
      resolvePackagePath(app, 'dist/.config-schema.json'),
      'utf8',
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}
