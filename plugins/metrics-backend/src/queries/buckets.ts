import type { SeriesAnswer } from '@fairway/plugin-metrics-common';

const DAY = 86_400_000;
/** 1970-01-01 was a Thursday. */
const DAYS_AFTER_MONDAY = 3;

/** The first day of the interval that a day lies in; days are numbered from 1970-01-01. */
export function bucketOf(
  interval: SeriesAnswer['interval'],
): (day: number) => number {
  switch (interval) {
    case 'week':
      return day => day - ((day + DAYS_AFTER_MONDAY) % 7);
    case 'month':
      return day => day - new Date(day * DAY).getUTCDate() + 1;
    default:
      return day => day;
  }
}
