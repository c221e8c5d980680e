import { usePermission } from '@backstage/plugin-permission-react';
import {
  taskCancelPermission,
  taskCreatePermission,
  templateManagementPermission,
} from '@backstage/plugin-scaffolder-common/alpha';

/** Whether one may start a run, or retry one. */
export function useMayCreate() {
  return usePermission({ permission: taskCreatePermission });
}

/** Whether one may stop this run. */
export function useMayStop(taskId: string) {
  return usePermission({
    permission: taskCancelPermission,
    resourceRef: taskId,
  });
}

/** Whether one may edit templates. */
export function useMayManagePaths() {
  return usePermission({ permission: templateManagementPermission });
}
