import { createPermission } from '@backstage/plugin-permission-common';

/**
 * The totals: they name no service and no run.
 *
 * @public
 */
export const adoptionReadPermission = createPermission({
  name: 'adoption.read',
  attributes: { action: 'read' },
});

/**
 * The rows behind the totals, for who owns what they are about.
 *
 * @public
 */
export const adoptionDetailReadPermission = createPermission({
  name: 'adoption.detail.read',
  attributes: { action: 'read' },
  resourceType: 'catalog-entity',
});

/**
 * Making all figures anew.
 *
 * @public
 */
export const adoptionManagePermission = createPermission({
  name: 'adoption.manage',
  attributes: { action: 'update' },
});

/** @public */
export const adoptionPermissions = [
  adoptionReadPermission,
  adoptionDetailReadPermission,
  adoptionManagePermission,
];
