import {
  ApiBlueprint,
  createFrontendPlugin,
  createRouteRef,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiRoadMapLine } from '@remixicon/react';
import { adoptionApiRef } from './api/AdoptionApi';
import { AdoptionClient } from './api/AdoptionClient';

const rootRouteRef = createRouteRef();

const adoptionApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: adoptionApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: apis => AdoptionClient.create(apis),
    }),
});

const adoptionPage = PageBlueprint.make({
  params: {
    path: '/adoption',
    routeRef: rootRouteRef,
    title: 'Adoption',
    icon: <RiRoadMapLine size={16} />,
    noHeader: true,
    loader: () =>
      import('./components/AdoptionPage').then(m => <m.AdoptionPage />),
  },
});

/** Whether the paved road is used, where it breaks, and whether it helps. */
export const adoptionPlugin = createFrontendPlugin({
  pluginId: 'adoption',
  title: 'Adoption',
  routes: { root: rootRouteRef },
  extensions: [adoptionApi, adoptionPage],
});
