import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  HealthClient,
  healthApiRef,
  ListClient,
  listApiRef,
} from '@fairway/plugin-catalog-insights-react';
import { ownerChangeApiRef } from './api/OwnerChangeApi';
import { OwnerChangeClient } from './api/OwnerChangeClient';

const deps = { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef };

/** The list and health, for the pages of the catalog and for whoever else shows them; and proposing owners. */
export const apis = [
  ApiBlueprint.make({
    name: 'insights-list',
    params: define =>
      define({
        api: listApiRef,
        deps,
        factory: clients => ListClient.create(clients),
      }),
  }),
  ApiBlueprint.make({
    name: 'insights-health',
    params: define =>
      define({
        api: healthApiRef,
        deps,
        factory: clients => HealthClient.create(clients),
      }),
  }),
  ApiBlueprint.make({
    name: 'insights-owner-change',
    params: define =>
      define({
        api: ownerChangeApiRef,
        deps,
        factory: clients => OwnerChangeClient.create(clients),
      }),
  }),
];
