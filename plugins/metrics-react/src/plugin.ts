import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { metricsApiRef } from './api/MetricsApi';
import { MetricsClient } from './api/MetricsClient';

const metricsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: metricsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: apis => new MetricsClient(apis),
    }),
});

/**
 * Lets the pages of other plugins read delivery metrics; has no page of its own.
 *
 * @public
 */
export const metricsPlugin = createFrontendPlugin({
  pluginId: 'metrics',
  title: 'Delivery metrics',
  extensions: [metricsApi],
});
