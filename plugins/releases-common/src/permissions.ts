import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Allows a release to be promoted from one environment to the next. The
 * resource is the catalog entity, so that a policy can bind it to ownership
 * with the catalog's own rules.
 */
export const releasePromotePermission = createPermission({
  name: 'release.promote',
  attributes: { action: 'update' },
  // RESOURCE_TYPE_CATALOG_ENTITY, which the catalog exports from an alpha entry
  // point only.
  resourceType: 'catalog-entity',
});

/** Every permission of this plugin. */
export const releasesPermissions = [releasePromotePermission];
