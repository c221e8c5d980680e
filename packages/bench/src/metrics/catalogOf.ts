import type { Entity } from '@backstage/catalog-model';
import { belongs } from './generate';

const ANNOTATIONS = {
  'backstage.io/managed-by-location': 'url:http://bench.test/catalog',
  'backstage.io/managed-by-origin-location': 'url:http://bench.test/catalog',
};

const entity = (kind: string, name: string, spec: Entity['spec']): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default', annotations: ANNOTATIONS },
  spec,
});

/** The components of the generated history, as a catalog has them. */
export const catalogOf = (services: number): Entity[] =>
  Array.from({ length: services }, (_, service) =>
    entity('Component', `s${service}`, {
      ...{ type: 'service', lifecycle: 'production' },
      owner: belongs(service).owner,
    }),
  );
