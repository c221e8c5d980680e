import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { releasesApiRef } from './api/ReleasesApi';
import { ReleasesClient } from './api/ReleasesClient';

const releasesApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: releasesApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: apis => new ReleasesClient(apis),
    }),
});

const whereItRunsCard = EntityCardBlueprint.make({
  name: 'where-it-runs',
  params: {
    type: 'content',
    filter: {
      kind: 'component',
      'metadata.annotations.github.com/project-slug': { $exists: true },
    },
    loader: () =>
      import('./components/WhereItRunsCard').then(m => <m.WhereItRunsCard />),
  },
});

/** Where each component runs, and promoting it, on its page. */
export const releasesPlugin = createFrontendPlugin({
  pluginId: 'releases',
  title: 'Releases',
  extensions: [releasesApi, whereItRunsCard],
});
