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
  'type',
  'tag',
] as const;

/**
 * By `health`, `asc` has the unhealthy first.
 *
 * @public
 */
export type ComponentSort = (typeof COMPONENT_SORTS)[number];

/**
 * The delivery metrics among them. Each is also a filter: `leadTime=3600..86400` in seconds, per day or as a share of 1,
 * either end of which may be left open, or `none` for those without a value.
 *
 * @public
 */
export const FIGURES = [
  'leadTime',
  'deploymentFrequency',
  'changeFailRate',
  'recoveryTime',
  'reworkRate',
] as const satisfies ComponentSort[];

/** @public */
export type Figure = (typeof FIGURES)[number];

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
