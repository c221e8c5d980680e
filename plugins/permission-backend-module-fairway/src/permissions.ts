import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Allows the scheduled tasks of the portal's plugins to be listed, triggered
 * and cancelled. Backstage itself lets every signed-in user do that.
 */
export const schedulerManagePermission = createPermission({
  name: 'scheduler.task.manage',
  attributes: { action: 'update' },
});
