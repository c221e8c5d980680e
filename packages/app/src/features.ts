import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import authPlugin from '@backstage/plugin-auth';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import catalogImportPlugin from '@backstage/plugin-catalog-import/alpha';
import kubernetesPlugin from '@backstage/plugin-kubernetes/alpha';
import notificationsPlugin from '@backstage/plugin-notifications/alpha';
import orgPlugin from '@backstage/plugin-org/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import signalsPlugin from '@backstage/plugin-signals/alpha';
import techdocsPlugin from '@backstage/plugin-techdocs/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import adoptionPlugin from '@fairway/plugin-adoption';
import catalogModuleInsights, {
  apiDocsModuleInsights,
} from '@fairway/plugin-catalog-module-insights';
import homePlugin from '@fairway/plugin-home';
import metricsPlugin from '@fairway/plugin-metrics-react';
import releasesPlugin from '@fairway/plugin-releases';
import scaffolderModuleFairway from '@fairway/plugin-scaffolder-module-fairway';
import { layoutModule } from './modules/layout';
import { navModule } from './modules/nav';
import { pagesModule } from './modules/pages';
import { signInModule } from './modules/signIn';
import { themeModule } from './modules/theme';

/**
 * All that the portal is made of, by name: discovering plugins would load whatever happens to be installed.
 * A module changes extensions of the plugin before it, so ours come last.
 */
export const features = [
  catalogPlugin,
  catalogGraphPlugin,
  catalogImportPlugin,
  orgPlugin,
  apiDocsPlugin,
  techdocsPlugin,
  kubernetesPlugin,
  scaffolderPlugin,
  searchPlugin,
  notificationsPlugin,
  signalsPlugin,
  userSettingsPlugin,
  authPlugin,
  catalogModuleInsights,
  apiDocsModuleInsights,
  metricsPlugin,
  releasesPlugin,
  homePlugin,
  adoptionPlugin,
  scaffolderModuleFairway,
  layoutModule,
  navModule,
  pagesModule,
  signInModule,
  themeModule,
];
