import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  AttemptsClient,
  attemptsApiRef,
  CreateServiceClient,
  createServiceApiRef,
} from './api';

export const createApi = ApiBlueprint.make({
  name: 'fairway-create',
  params: defineParams =>
    defineParams({
      api: createServiceApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: options => CreateServiceClient.create(options),
    }),
});

export const attemptsApi = ApiBlueprint.make({
  name: 'fairway-attempts',
  params: defineParams =>
    defineParams({
      api: attemptsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: options => AttemptsClient.create(options),
    }),
});
