import type {
  ComponentSort,
  Figure,
} from '@fairway/plugin-catalog-insights-common';
import { SEARCH_KEYS } from './catalogTables';

/** Where the value that rows are sorted by stands: in a column of ours, or in a field of the entity. */
export type SortSource = { column: string } | { key: string; prefix?: string };

/** A component is part of its system, and may be part of another component. */
export const SYSTEM_PREFIX = 'system:';

/** The columns of the delivery metrics. */
export const FIGURE_COLUMNS: Record<Figure, string> = {
  leadTime: 'lead_time_s',
  deploymentFrequency: 'deploys_per_day',
  changeFailRate: 'fail_rate',
  recoveryTime: 'recovery_s',
  reworkRate: 'rework_rate',
};

export const SORT_SOURCES: Record<ComponentSort, SortSource> = {
  name: { key: SEARCH_KEYS.name },
  owner: { key: SEARCH_KEYS.owner },
  health: { column: 'health_rank' },
  leadTime: { column: FIGURE_COLUMNS.leadTime },
  deploymentFrequency: { column: FIGURE_COLUMNS.deploymentFrequency },
  changeFailRate: { column: FIGURE_COLUMNS.changeFailRate },
  recoveryTime: { column: FIGURE_COLUMNS.recoveryTime },
  reworkRate: { column: FIGURE_COLUMNS.reworkRate },
  lifecycle: { key: SEARCH_KEYS.lifecycle },
  system: { key: SEARCH_KEYS.system, prefix: SYSTEM_PREFIX },
  type: { key: SEARCH_KEYS.type },
  tag: { key: SEARCH_KEYS.tag },
};
