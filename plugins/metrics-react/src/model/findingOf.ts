import type {
  MetricFigure,
  MetricName,
  SeriesAnswer,
} from '@fairway/plugin-metrics-common';
import { formatCount } from '@fairway/look';
import type { Trend } from './describeTrend';
import { formatDay } from './days';
import { formatMetric } from './formatMetric';
import { metricWords } from './metricWords';
import type { SeriesPoint } from './seriesPoints';

type Interval = SeriesAnswer['interval'];

function partOf(interval: Interval, { label }: SeriesPoint): string {
  if (interval === 'month') return label;
  return interval === 'week' ? `the week of ${label}` : label;
}

function extremes(metric: MetricName, interval: Interval, all: SeriesPoint[]) {
  const points = all.filter(
    point => point.value !== undefined && !point.unknown,
  );
  if (points.length < 3) return undefined;
  const highest = points.reduce((a, b) => (b.value! > a.value! ? b : a));
  const lowest = points.reduce((a, b) => (b.value! < a.value! ? b : a));
  if (highest.value === lowest.value) return undefined;
  return `Highest: ${partOf(interval, highest)} with ${formatMetric(metric, highest.value!)}; lowest: ${partOf(interval, lowest)} with ${formatMetric(metric, lowest.value!)}.`;
}

function headline(
  figure: MetricFigure,
  trend: Trend | undefined,
  days: string,
): string | undefined {
  const { metric, value, before } = figure;
  if (value === undefined) return undefined;
  const { title } = metricWords[metric];
  const now = formatMetric(metric, value);
  if (!trend) return `${title} is ${now}.`;
  if (!trend.was) return `${title} is ${now}; ${trend.text}.`;
  const was = formatMetric(metric, before!.value!);
  return trend.direction === 'level'
    ? `${title} is ${now}, about the same as in the ${days} before (${was}).`
    : `${title} ${trend.direction === 'up' ? 'rose' : 'fell'} from ${was} in the ${days} before to ${now}.`;
}

function withoutFigure(figure: MetricFigure): string {
  const { metric, n, needed, open } = figure;
  const { one, many } = metricWords[metric];
  const still = open ? `, and ${open} still open` : '';
  return n === 0 && !open
    ? `There is no ${one} in this time.`
    : `${formatCount(n, one, many)}${still}: ${needed} are needed before a figure is drawn.`;
}

function thinParts(
  figure: MetricFigure,
  interval: Interval,
  points: SeriesPoint[],
) {
  const { metric, needed } = figure;
  if (metric === 'deploymentFrequency') return undefined;
  const thin = points.filter(({ n, value }) => n > 0 && value === undefined);
  if (!thin.length || figure.value === undefined) return undefined;
  return `${formatCount(thin.length, interval)} with fewer than ${needed} ${metricWords[metric].many} ${thin.length === 1 ? 'has' : 'have'} no figure of ${thin.length === 1 ? 'its' : 'their'} own.`;
}

function unknownPart(
  points: SeriesPoint[],
  knownSince: string | undefined,
): string | undefined {
  return knownSince !== undefined && points[0]?.unknown
    ? `Nothing is known of the time before ${formatDay(knownSince)}.`
    : undefined;
}

/**
 * What a chart shows, in one to three sentences.
 *
 * @param days - what was looked at: `90 days`
 * @param knownSince - the first moment of which anything is known
 * @public
 */
export function findingOf(options: {
  figure: MetricFigure;
  trend?: Trend;
  points: SeriesPoint[];
  interval: Interval;
  days: string;
  knownSince?: string;
}): string {
  const { figure, trend, points, interval, days, knownSince } = options;
  return [
    headline(figure, trend, days) ?? withoutFigure(figure),
    extremes(figure.metric, interval, points),
    thinParts(figure, interval, points),
    unknownPart(points, knownSince),
  ]
    .filter(Boolean)
    .join(' ');
}
