import { createBackend } from '@backstage/backend-defaults';
import { ownLocationsModule } from './catalog/ownLocationsModule';
import { templatePatternsModule } from './catalog/templatePatterns/templatePatternsModule';
import { frontendConfigModule } from './config/frontendConfigModule';
import { rootLogger } from './config/rootLogger';
import { databaseAwayAnswers } from './database/databaseAwayAnswers';
import { databaseProbeModule } from './database/databaseProbes';
import { rootHealth } from './database/rootHealth';
import { rootHttpRouter } from './http/rootHttpRouter';
import { ownWorkloadsModule } from './kubernetes/ownWorkloadsModule';
import { peopleLocationsModule } from './people/peopleLocationsModule';
import { guardedSchedulerServiceFactory } from './scheduler/guardedSchedulerServiceFactory';
import { searchEngineLoader } from './searchEngineLoader';
import { startOrExit } from './startOrExit';
import { startUpCheck } from './startUpCheck/startUpCheck';

const backend = createBackend();

// What Backstage leaves open
backend.add(startUpCheck);
backend.add(rootLogger);
backend.add(rootHttpRouter);
backend.add(guardedSchedulerServiceFactory);
backend.add(rootHealth);
backend.add(databaseProbeModule);
backend.add(databaseAwayAnswers);

// The portal in the browser, served from the same origin
backend.add(import('@backstage/plugin-app-backend'));
backend.add(frontendConfigModule);

// Who is asking, and what they may do
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-github-provider'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@fairway/plugin-permission-backend-module-fairway'));
backend.add(import('@backstage/plugin-user-settings-backend'));

// What there is: components, teams, people
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-github'));
backend.add(import('@backstage/plugin-catalog-backend-module-github-org'));
backend.add(import('@fairway/plugin-catalog-backend-module-insights'));
backend.add(peopleLocationsModule);
backend.add(ownLocationsModule);
backend.add(templatePatternsModule);
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);

// Create Service
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-workspace-database'),
);
backend.add(import('@fairway/plugin-scaffolder-backend-module-fairway'));

// Where it runs, and promoting it
backend.add(import('@fairway/plugin-releases-backend'));
backend.add(import('@fairway/plugin-releases-backend-module-github'));

// How well it is delivered; one webhook tells this and the catalog. The other
// two sources are there where they are configured.
backend.add(import('@fairway/plugin-metrics-backend'));
backend.add(import('@fairway/plugin-metrics-backend-module-github'));
backend.add(import('@fairway/plugin-metrics-backend-module-cdevents'));
backend.add(import('@fairway/plugin-metrics-backend-module-alertmanager'));

// How each of them is
backend.add(import('@fairway/plugin-health-backend'));
backend.add(import('@fairway/plugin-health-backend-module-delivery'));
backend.add(import('@fairway/plugin-health-backend-module-http'));
backend.add(import('@fairway/plugin-health-backend-module-kubernetes'));

// Whether the paved road is used, and where it breaks
backend.add(import('@fairway/plugin-adoption-backend'));

// Documentation and search
backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(import('@fairway/plugin-techdocs-backend-module-fairway'));
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));
backend.add(searchEngineLoader);

// What happens elsewhere
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(ownWorkloadsModule);

// Telling people
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));

startOrExit(backend);
