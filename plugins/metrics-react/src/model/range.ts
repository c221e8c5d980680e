import {
  MAXIMUM_WINDOW_DAYS,
  type SeriesAnswer,
} from '@fairway/plugin-metrics-common';
import type { MetricsWindow } from '../api/MetricsApi';
import { addDays, countDays } from './days';

/** @public */
export const rangePresets = [
  { preset: '7d', label: '7\u00a0d', days: 7, words: '7 days' },
  { preset: '30d', label: '30\u00a0d', days: 30, words: '30 days' },
  { preset: '90d', label: '90\u00a0d', days: 90, words: '90 days' },
  { preset: '12mo', label: '12\u00a0mo', days: 365, words: '12 months' },
] as const;

/** @public */
export type RangePreset = (typeof rangePresets)[number]['preset'];

/**
 * What is looked at: so many days until now, or from a day to a day, both included.
 *
 * @public
 */
export type MetricsRange =
  { preset: RangePreset } | { from: string; to: string };

/** @public */
export const defaultRange: MetricsRange = { preset: '90d' };

const DAY = 864e5;
const DAY_TEXT = /^\d{4}-\d{2}-\d{2}$/;

/**
 * An hour at which it is the same day nearly everywhere: from Honolulu (-10) to Auckland in summer (+13). A day is sent as
 * this moment, since which zone the server cuts its days in is known from its first answer only.
 */
const ANYWHERE = 'T10:00:00.000Z';

function isDay(text: string | null): text is string {
  return (
    text !== null &&
    DAY_TEXT.test(text) &&
    new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text
  );
}

/**
 * What is wrong with two days as a range, for a person to read; nothing where they are one.
 *
 * @public
 */
export function checkDays(from: string, to: string): string | undefined {
  if (!isDay(from) || !isDay(to)) return 'Choose a first and a last day';
  if (from > to) return 'The first day is after the last';
  if (countDays(from, to) >= MAXIMUM_WINDOW_DAYS)
    return `At most ${MAXIMUM_WINDOW_DAYS} days`;
  return undefined;
}

/**
 * The range that an address names; the usual one where it names none that can be shown.
 *
 * @public
 */
export function parseRange(search: URLSearchParams): MetricsRange {
  const [from, to] = [search.get('from'), search.get('to')];
  if (from && to && !checkDays(from, to)) return { from, to };
  const known = rangePresets.find(
    ({ preset }) => preset === search.get('range'),
  );
  return known ? { preset: known.preset } : defaultRange;
}

/**
 * Writes a range into an address, without what is so anyway.
 *
 * @public
 */
export function writeRange(search: URLSearchParams, range: MetricsRange): void {
  for (const name of ['range', 'from', 'to']) search.delete(name);
  if ('preset' in range) {
    if (JSON.stringify(range) !== JSON.stringify(defaultRange))
      search.set('range', range.preset);
    return;
  }
  search.set('from', range.from);
  search.set('to', range.to);
}

/** @public */
export function daysOfRange(range: MetricsRange): number {
  return 'preset' in range
    ? rangePresets.find(({ preset }) => preset === range.preset)!.days
    : countDays(range.from, range.to) + 1;
}

/**
 * The range as the API takes it. Its `to` is exclusive: a millisecond later, so that a single day is a window too.
 *
 * @param now - what a range of so many days ends with
 * @public
 */
export function windowOf(range: MetricsRange, now: Date): MetricsWindow {
  if (!('preset' in range)) return windowOfDays(range.from, range.to);
  const from = now.getTime() - (daysOfRange(range) - 1) * DAY;
  return {
    from: new Date(from).toISOString(),
    to: new Date(now.getTime() + 1).toISOString(),
  };
}

/**
 * Whole days as the API takes them.
 *
 * @param last - itself included
 * @public
 */
export function windowOfDays(first: string, last: string): MetricsWindow {
  return {
    from: `${first}${ANYWHERE}`,
    to: `${last}${ANYWHERE.replace('.000', '.001')}`,
  };
}

/**
 * What a series of the range is cut into: few enough points to be read, large enough to say something.
 *
 * @public
 */
export function usualInterval(range: MetricsRange): SeriesAnswer['interval'] {
  const days = daysOfRange(range);
  if (days <= 14) return 'day';
  return days <= 186 ? 'week' : 'month';
}

/**
 * The same range earlier, cut into the same parts: so many whole weeks, or months, or days before.
 *
 * @public
 */
export function earlierWindow(
  { from, to }: MetricsWindow,
  interval: SeriesAnswer['interval'],
): MetricsWindow & { words: string } {
  const days = Math.floor((Date.parse(to) - 1 - Date.parse(from)) / DAY) + 1;
  if (interval === 'month') {
    const count = monthsBetween(from, to);
    return {
      from: monthsEarlier(from, count),
      to: monthsEarlier(to, count),
      words: count === 1 ? 'a month earlier' : `${count} months earlier`,
    };
  }
  const size = interval === 'week' ? 7 : 1;
  const count = Math.ceil(days / size);
  const earlier = (text: string) =>
    `${addDays(text, -count * size)}${text.slice(10)}`;
  return {
    from: earlier(from),
    to: earlier(to),
    words: `${count} ${interval}${count === 1 ? '' : 's'} earlier`,
  };
}

function monthsBetween(from: string, to: string): number {
  const [first, last] = [from, to].map(text => {
    const [year, month] = text.split('-').map(Number);
    return year * 12 + month;
  });
  // A year begins and ends in the same month; it is twelve earlier, not thirteen.
  return Math.min(12, last - first + 1);
}

function monthsEarlier(text: string, count: number): string {
  const date = new Date(text);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - count);
  const lastDay = new Date(
    Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0),
  ).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.toISOString();
}
