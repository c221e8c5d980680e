import { formatDay, lastDay } from '@fairway/plugin-metrics-react';

/** How a part of a series is called: a month by its name, anything shorter by its first day. */
export function partLabel(
  interval: 'day' | 'week' | 'month',
  from: string,
): string {
  const day = formatDay(from, { year: interval === 'month' });
  return interval === 'month' ? day.replace(/^\d+\s/, '') : day;
}

/** The days of a part, both included; its end is exclusive. */
export function daysOf(part: { from: string; to: string }) {
  return { from: part.from.slice(0, 10), to: lastDay(part.to) };
}
