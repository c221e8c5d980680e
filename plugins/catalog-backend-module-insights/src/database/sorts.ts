import type { ComponentSort } from '@fairway/plugin-catalog-insights-common';
import { SEARCH_KEYS } from './catalogTables';

/** Where the value that rows are sorted by stands: in a column of ours, or in a field of the entity. */
export type SortSource = { column: string } | { key: string; prefix?: string };

/** A component is part of its system, and may be part of another component. */
export const SYSTEM_PREFIX = 'system:';

export const SORT_SOURCES: Record<ComponentSort, SortSource> = {
  name: { key: SEARCH_KEYS.name },
  owner: { key: SEARCH_KEYS.owner },
  health: { column: 'health_rank' },
  leadTime: { column: 'lead_time_s' },
  deploymentFrequency: { column: 'deploys_per_day' },
  changeFailRate: { column: 'fail_rate' },
  recoveryTime: { column: 'recovery_s' },
  reworkRate: { column: 'rework_rate' },
  lifecycle: { key: SEARCH_KEYS.lifecycle },
  system: { key: SEARCH_KEYS.system, prefix: SYSTEM_PREFIX },
};
