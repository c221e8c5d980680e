import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { FairwayPolicy } from './FairwayPolicy';
import { readPlatformTeams } from './readPlatformTeams';

/** Installs Fairway's permission policy. */
export const permissionModuleFairway = createBackendModule({
  pluginId: 'permission',
  moduleId: 'fairway-policy',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        policy: policyExtensionPoint,
      },
      async init({ config, policy }) {
        policy.setPolicy(
          FairwayPolicy.create({ platformTeams: readPlatformTeams(config) }),
        );
      },
    });
  },
});
