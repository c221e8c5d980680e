/**
 * The version of the rules by which facts become figures. Raised with each change that can alter a figure; every answer
 * carries it, and a start with another version than the stored one rebuilds.
 *
 * @public
 */
export const RULES_VERSION = 1;

/**
 * Fewer than these and there is no figure (configurable as `metrics.minimumSample`).
 *
 * @public
 */
export const DEFAULT_MINIMUM_SAMPLE = 5;

/**
 * Within this share of the value before, a change reads "about the same".
 *
 * @public
 */
export const SAME_WITHIN = 0.1;

/**
 * The longest window that is answered, in days.
 *
 * @public
 */
export const MAXIMUM_WINDOW_DAYS = 366;
