import type { MetricName } from '@fairway/plugin-metrics-common';
import { metricWords } from './metricWords';

const NBSP = '\u00a0';
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DAYS_A_WEEK = 7;

/**
 * A figure in the parts that are set in different sizes.
 *
 * @public
 */
export interface Quantity {
  value: string;
  unit: string;
}

function twoDigits(value: number): string {
  return value < 9.95 ? value.toFixed(1) : String(Math.round(value));
}

/**
 * A time in one unit with two digits: 38 s, 38 min, 3.7 h, 2.9 d.
 *
 * @public
 */
export function quantifySeconds(seconds: number): Quantity {
  if (seconds < 59.5) return { value: String(Math.round(seconds)), unit: 's' };
  if (seconds < 59.5 * MINUTE)
    return { value: String(Math.round(seconds / MINUTE)), unit: 'min' };
  // What would round to 24 h is a day.
  if (seconds < 23.5 * HOUR)
    return { value: twoDigits(seconds / HOUR), unit: 'h' };
  return { value: twoDigits(seconds / DAY), unit: 'd' };
}

/**
 * A metric's value as it is shown: times in one unit, shares with one decimal, frequency always per week.
 *
 * @param value - seconds, a share of 1, or deployments per day
 * @public
 */
export function quantify(metric: MetricName, value: number): Quantity {
  switch (metricWords[metric].measure) {
    case 'duration':
      return quantifySeconds(value);
    case 'share':
      return { value: (value * 100).toFixed(1), unit: '%' };
    default:
      return { value: (value * DAYS_A_WEEK).toFixed(1), unit: '/week' };
  }
}

function join({ value, unit }: Quantity): string {
  return unit.startsWith('/') ? `${value}${unit}` : `${value}${NBSP}${unit}`;
}

/**
 * {@link quantify} as one text: `2.9 d`, `8.6 %`, `4.5/week`.
 *
 * @public
 */
export function formatMetric(metric: MetricName, value: number): string {
  return join(quantify(metric, value));
}

/**
 * {@link quantifySeconds} as one text.
 *
 * @public
 */
export function formatSeconds(seconds: number): string {
  return join(quantifySeconds(seconds));
}
