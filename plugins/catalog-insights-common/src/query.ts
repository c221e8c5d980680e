/**
 * What the list can be sorted by. Rows without a value come last, in both orders.
 *
 * @public
 */
export const COMPONENT_SORTS = [
  'name',
  'owner',
  'health',
  'leadTime',
  'deploymentFrequency',
  'changeFailRate',
  'recoveryTime',
  'reworkRate',
  'lifecycle',
  'system',
] as const;

/**
 * By `health`, `asc` has the unhealthy first.
 *
 * @public
 */
export type ComponentSort = (typeof COMPONENT_SORTS)[number];

/** @public */
export const FACET_FIELDS = [
  'owner',
  'system',
  'lifecycle',
  'tag',
  'type',
  'health',
] as const;

/** @public */
export type FacetField = (typeof FACET_FIELDS)[number];

/** @public */
export const MOST_ROWS_PER_PAGE = 100;

/**
 * Totals are exact up to here; above it `exact=true` counts them all.
 *
 * @public
 */
export const TOTAL_EXACT_TO = 1_000;
