import type { EntitiesSearchFilter } from '@backstage/plugin-catalog-node';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';

/** Which entities somebody may read. */
export type Access =
  'all' | 'none' | { criteria: PermissionCriteria<EntitiesSearchFilter> };
