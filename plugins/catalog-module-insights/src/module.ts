import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { apis } from './apis';
import { entityCards } from './entityCards';
import { entityContents } from './entityContents';
import { apisPage, pages } from './pages';

/** Replaces the catalog's own pages, and adds Fairway's cards to the overview of an entity. */
export const catalogModuleInsights = createFrontendModule({
  pluginId: 'catalog',
  extensions: [...apis, ...pages, ...entityContents, ...entityCards],
});

/** Shows APIs in the catalog's own table. */
export const apiDocsModuleInsights = createFrontendModule({
  pluginId: 'api-docs',
  extensions: [apisPage],
});
