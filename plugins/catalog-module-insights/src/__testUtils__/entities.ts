import type { Entity } from '@backstage/catalog-model';

/** A service as its golden path leaves it. */
export const checkoutApi: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    namespace: 'default',
    name: 'checkout-api',
    description: 'Takes a basket to a paid order',
    tags: ['node', 'pci'],
    annotations: {
      'backstage.io/source-location':
        'url:http://localhost:7990/acme/checkout-api/tree/main/',
      'github.com/project-slug': 'acme/checkout-api',
      'backstage.io/techdocs-ref': 'dir:.',
      'fairway/template': 'template:default/node-service',
      'fairway/template-version': '2.4',
      'fairway/tier': '1',
    },
    links: [
      { title: 'Runbook', url: 'https://example.org/runbook' },
      // The source is linked to by its annotation.
      { title: 'Repository', url: 'http://localhost:7990/acme/checkout-api' },
      // eslint-disable-next-line no-script-url -- that it never becomes a link is what is tested
      { title: 'Trap', url: 'javascript:alert(1)' },
    ],
  },
  spec: { type: 'service', lifecycle: 'production' },
  relations: [
    { type: 'ownedBy', targetRef: 'group:default/checkout' },
    { type: 'partOf', targetRef: 'system:default/shop' },
    { type: 'dependsOn', targetRef: 'component:default/payments-ledger' },
    { type: 'dependsOn', targetRef: 'resource:default/orders-db' },
    { type: 'dependencyOf', targetRef: 'component:default/web-shop' },
    { type: 'providesApi', targetRef: 'api:default/checkout-v2' },
  ],
};

/** The team that owns it. */
export const checkoutTeam: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { namespace: 'default', name: 'checkout' },
  spec: { type: 'team', profile: { email: 'checkout@example.org' } },
  relations: [
    { type: 'hasMember', targetRef: 'user:default/dana' },
    { type: 'hasMember', targetRef: 'user:default/milo' },
  ],
};

/** As many libraries as are asked for, `library-01` and so on, of team growth. */
export function manyLibraries(count: number): Entity[] {
  return Array.from({ length: count }, (_, index) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      namespace: 'default',
      name: `library-${String(index + 1).padStart(2, '0')}`,
    },
    spec: { type: 'library', lifecycle: 'experimental' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/growth' }],
  }));
}
