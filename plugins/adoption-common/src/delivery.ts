import type { MetricName } from '@fairway/plugin-metrics-common';
import type { Answered } from './figures';

/**
 * Why the two groups can't be set against each other without more ado. For a page to show, with `age`.
 *
 * @public
 */
export const DELIVERY_CAVEAT =
  'A difference, not an effect. The two groups differ in more than the path: teams chose, nobody was assigned.';

/**
 * `GET /delivery`: the five delivery metrics of the services on a path, beside those of the services off one. Each service
 * counts once, with its own figure over the days of the period, as far as they have begun.
 *
 * @public
 */
export interface DeliveryAnswer extends Answered {
  /** So many days the services' own figures are taken over. */
  days: number;
  figuresFrom: string;
  figuresTo: string;
  caveat: string;
  metrics: Record<MetricName, DeliveryComparison>;
  age: { onPath: AgeFigure; offPath: AgeFigure };
}

/** @public */
export interface DeliveryComparison {
  metric: MetricName;
  onPath: Spread;
  offPath: Spread;
}

/**
 * How the services' own figures are spread: seconds, per day, or shares of 1, as the metric has them. The quantiles are
 * absent where `n` is below `needed`.
 *
 * @public
 */
export interface Spread {
  /** Services with enough data for a figure of their own. */
  n: number;
  /** Services that are there, and have not. */
  leftOut: number;
  enough: boolean;
  p10?: number;
  p25?: number;
  median?: number;
  p75?: number;
  p90?: number;
  /** Of the period before. */
  before?: { n: number; median?: number };
}

/**
 * How long services have been known: since their first run, CI run, deployment or sight in the catalog.
 *
 * @public
 */
export interface AgeFigure {
  services: number;
  /** Absent below the stated minimum. */
  medianDays?: number;
}
