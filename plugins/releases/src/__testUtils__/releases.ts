import type { Entity } from '@backstage/catalog-model';
import type {
  EntityReleases,
  Promotion,
  Release,
} from '@fairway/plugin-releases-common';

export const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'checkout-api',
    namespace: 'default',
    annotations: { 'github.com/project-slug': 'acme/checkout-api' },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'checkout' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/checkout' }],
};

export const RUN = 'http://forge.test/acme/checkout-api/actions/runs/7';

/** A release with the fields that matter. */
export function release(fields: Partial<Release>): Release {
  return {
    environment: 'production',
    version: 'v214',
    revision: '9ab03d7'.padEnd(40, '0'),
    title: 'Cache basket totals',
    state: 'success',
    since: new Date().toISOString(),
    url: 'http://localhost:8101',
    deploymentId: '1',
    ...fields,
  };
}

const v215 = { version: 'v215', revision: '4c1e9f2'.padEnd(40, '0') };

/** The release that waits in staging, as another environment has it. */
export function nextRelease(fields: Partial<Release>): Release {
  return release({ ...v215, title: 'Raise memory limit', ...fields });
}

/** v215 in staging, v214 in production, unless told otherwise. */
export function stagingAhead(
  fields: {
    promotion?: Partial<Promotion> | null;
    production?: Partial<EntityReleases['environments'][number]>;
    mayPromote?: boolean;
    stale?: { reason: string };
  } = {},
): EntityReleases {
  const { promotion, production, mayPromote = true, stale } = fields;
  return {
    entityRef: 'component:default/checkout-api',
    source: {
      title: 'deployer',
      asOf: new Date().toISOString(),
      url: 'http://forge.test/acme/checkout-api/actions',
      stale,
    },
    environments: [
      {
        environment: 'staging',
        production: false,
        current: nextRelease({
          environment: 'staging',
          url: 'http://localhost:8100',
        }),
      },
      {
        environment: 'production',
        production: true,
        current: release({}),
        ...production,
      },
    ],
    promotion:
      promotion === null
        ? undefined
        : {
            ...v215,
            from: 'staging',
            to: 'production',
            aheadBy: 1,
            compareUrl: 'http://forge.test/compare',
            ...promotion,
          },
    mayPromote,
  };
}

/** Production has taken what staging runs. */
export function promoted(): EntityReleases {
  return stagingAhead({
    promotion: null,
    production: { current: nextRelease({}) },
  });
}
