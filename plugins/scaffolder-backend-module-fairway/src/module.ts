import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { scaffolderTemplatingExtensionPoint } from '@backstage/plugin-scaffolder-node/alpha';
import { AttemptFences } from './actions/AttemptFences';
import { createAwaitDeploymentAction } from './actions/awaitDeployment';
import { createPublishGithubAction } from './actions/publishGithub';
import { createTriggerCiAction } from './actions/triggerCi';
import { createServices } from './createServices';
import { readCreateConfig } from './config';
import { openDatabase } from './database/migrate';
import { TaskRecords } from './database/TaskRecords';
import { ForgeClients } from './forge/ForgeClients';
import { OwnerProposals } from './ownership/OwnerProposals';
import { createFairwayRouter } from './routers/createFairwayRouter';
import { createGuardRouter } from './routers/createGuardRouter';
import { createOwnershipRouter } from './routers/createOwnershipRouter';
import { createRepositoryUrlGlobal } from './templating/repositoryUrl';

/** The actions behind Create Service, and the check in front of it. */
export const scaffolderModuleFairway = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'fairway',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        templating: scaffolderTemplatingExtensionPoint,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const config = readCreateConfig(deps.config);
        const integrations = ScmIntegrations.fromConfig(deps.config);
        const forge = ForgeClients.create({ config, integrations });

        const knex = await openDatabase(deps.database);
        const fences = AttemptFences.create({
          tasks: TaskRecords.create(knex),
          logger: deps.logger,
        });

        deps.actions.addActions(
          createPublishGithubAction({ config, fences, forge }),
          createTriggerCiAction({ config, fences, forge }),
          createAwaitDeploymentAction({ config, fences, forge }),
        );
        deps.templating.addTemplateGlobals([createRepositoryUrlGlobal(config)]);

        const services = createServices({
          ...deps,
          config,
          forge,
          integrations,
          knex,
        });
        deps.httpRouter.use(createGuardRouter({ ...deps, ...services }));
        deps.httpRouter.use(createFairwayRouter({ ...deps, ...services }));
        const proposals = OwnerProposals.create({ ...deps, config, forge });
        deps.httpRouter.use(createOwnershipRouter({ ...deps, proposals }));
      },
    });
  },
});
