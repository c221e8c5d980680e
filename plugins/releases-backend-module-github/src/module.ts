import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { releasesExtensionPoint } from '@fairway/plugin-releases-node';
import { GithubReleasesProvider } from './GithubReleasesProvider';

/** Lets the deployments of a forge with GitHub's API say where entities run. */
export const releasesModuleGithub = createBackendModule({
  pluginId: 'releases',
  moduleId: 'github',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        releases: releasesExtensionPoint,
      },
      async init({ config, logger, releases }) {
        releases.setProvider(
          GithubReleasesProvider.fromConfig(config, { logger }),
        );
      },
    });
  },
});
