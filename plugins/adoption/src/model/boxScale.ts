import type { MetricName } from '@fairway/plugin-metrics-common';
import {
  formatMetric,
  metricWords,
  scaleOf,
} from '@fairway/plugin-metrics-react';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What a scale of times is cut at, in seconds: moments that people have a feeling for. */
const durations = [
  ...[1, 10, MINUTE, 10 * MINUTE, HOUR, 6 * HOUR],
  ...[DAY, 3 * DAY, 7 * DAY, 30 * DAY, 90 * DAY, 365 * DAY],
];

/** An axis for distributions: where a value lies on it, from 0 to 1, and what it is marked with. */
export interface BoxScale {
  logarithmic: boolean;
  ticks: { at: number; text: string }[];
  place: (value: number) => number;
}

/** Round values need no decimals: `1 h`, `20 %`, `2.5/week`. */
function formatTick(metric: MetricName, value: number): string {
  return formatMetric(metric, value).replace(/\.0(?=\D)/, '');
}

function logarithmic(metric: MetricName, values: number[]): BoxScale {
  const [least, most] = [Math.max(1, Math.min(...values)), Math.max(...values)];
  const from = durations.findLast(tick => tick <= least) ?? durations[0];
  const to = durations.find(tick => tick >= most) ?? Math.max(most, 2);
  // A single tick would be an axis without a length.
  const first = from === to ? from / 2 : from;
  const width = Math.log(to) - Math.log(first);
  const place = (value: number) =>
    (Math.log(Math.max(value, first)) - Math.log(first)) / width;
  return {
    logarithmic: true,
    place,
    ticks: durations
      .filter(tick => tick >= first && tick <= to)
      .map(tick => ({ at: place(tick), text: formatTick(metric, tick) })),
  };
}

function fromZero(metric: MetricName, values: number[]): BoxScale {
  const { ticks } = scaleOf(metric, 'line', values);
  const most = ticks.at(-1)!;
  return {
    logarithmic: false,
    place: value => value / most,
    ticks: ticks.map(tick => ({
      at: tick / most,
      text: formatTick(metric, tick),
    })),
  };
}

/** The axis on which all of the values lie: of times a logarithmic one, of anything else one from 0. */
export function boxScale(metric: MetricName, values: number[]): BoxScale {
  // Nothing to draw has no axis.
  if (values.length === 0)
    return { logarithmic: false, ticks: [], place: () => 0 };
  return metricWords[metric].measure === 'duration'
    ? logarithmic(metric, values)
    : fromZero(metric, values);
}
