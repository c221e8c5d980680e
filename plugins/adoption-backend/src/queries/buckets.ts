import type { TimeWindow } from '@fairway/serving';

export type Interval = 'day' | 'week' | 'month';

const DAY = 86_400_000;
/** The longest window that is shown day by day, and the longest week by week. */
const MOST_BY_DAY = 31;
const MOST_BY_WEEK = 180;
/** 1970-01-01 was a Thursday; weeks begin on Mondays. */
const FIRST_MONDAY = 4;

export function intervalOf({ fromDay, toDay }: TimeWindow): Interval {
  if (toDay - fromDay <= MOST_BY_DAY) return 'day';
  return toDay - fromDay <= MOST_BY_WEEK ? 'week' : 'month';
}

function startOfBucket(day: number, interval: Interval): number {
  if (interval === 'day') return day;
  if (interval === 'week') {
    const sinceMonday = (((day - FIRST_MONDAY) % 7) + 7) % 7;
    return day - sinceMonday;
  }
  const date = new Date(day * DAY);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / DAY;
}

/** The days, weeks or months of a window, cut at its ends. */
export function bucketsOf(
  window: TimeWindow,
  interval: Interval,
): TimeWindow[] {
  const buckets: TimeWindow[] = [];
  let last: number | undefined;
  for (let day = window.fromDay; day < window.toDay; day++) {
    const start = startOfBucket(day, interval);
    if (start !== last) buckets.push({ fromDay: day, toDay: day });
    last = start;
    buckets[buckets.length - 1].toDay = day + 1;
  }
  return buckets;
}

/** Evenly spread days, the first and the last among them. */
export function spreadDays(
  first: number,
  last: number,
  most: number,
): number[] {
  const steps = Math.min(most, Math.max(1, last - first));
  return [
    ...new Set(
      Array.from({ length: steps + 1 }, (_, step) =>
        Math.round(first + ((last - first) * step) / steps),
      ),
    ),
  ];
}
