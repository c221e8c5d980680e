import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { CreateServiceClient, createServiceApiRef } from './api';

export const createApi = ApiBlueprint.make({
  name: 'fairway-create',
  params: defineParams =>
    defineParams({
      api: createServiceApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: options => CreateServiceClient.create(options),
    }),
});
