import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Allows the scheduled tasks of the portal's plugins to be listed, triggered
 * and cancelled. Backstage itself lets every signed-in user do that.
 */
export const schedulerManagePermission = createPermission({
  name: 'scheduler.task.manage',
  attributes: { action: 'update' },
});

/**
 * Allows what runs for a catalog entity in the clusters to be read.
 * Backstage's own `kubernetes.resources.read` names no entity.
 */
export const workloadReadPermission = createPermission({
  name: 'workload.read',
  attributes: { action: 'read' },
  resourceType: 'catalog-entity',
});
