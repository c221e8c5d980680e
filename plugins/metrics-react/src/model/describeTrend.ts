import type { MetricFigure, MetricName } from '@fairway/plugin-metrics-common';
import { formatMetric } from './formatMetric';
import { metricWords } from './metricWords';

const NBSP = '\u00a0';

/**
 * How a figure stands to that of the days before.
 *
 * @public
 */
export interface Trend {
  /** Whether that is for the better; never said in words, only drawn. */
  tendency: 'better' | 'worse' | 'same';
  direction: 'up' | 'down' | 'level';
  /** `26 % longer`, `4.1 points more`, `about the same`. */
  text: string;
  /** `was 2.3 d`; absent where there was no figure. */
  was?: string;
}

const comparatives: Record<string, [string, string]> = {
  duration: ['longer', 'shorter'],
  frequency: ['more often', 'less often'],
  share: ['more', 'less'],
};

function size(
  metric: MetricName,
  figure: MetricFigure,
  higher: boolean,
): string {
  const { measure } = metricWords[metric];
  const [more, less] = comparatives[measure];
  const word = higher ? more : less;
  const { value = 0, before, change } = figure;
  if (measure === 'share') {
    const points = Math.abs(value - (before?.value ?? 0)) * 100;
    return `${points.toFixed(1)}${NBSP}points ${word}`;
  }
  return `${Math.round(Math.abs(change!.ratio) * 100)}${NBSP}% ${word}`;
}

/**
 * Reads the comparison that an answer carries. Nothing where none was asked for, or where there is no figure now.
 *
 * @public
 */
export function describeTrend(figure: MetricFigure): Trend | undefined {
  const { metric, value, before, change, needed } = figure;
  if (value === undefined || !before) return undefined;
  const was =
    before.value === undefined
      ? undefined
      : `was ${formatMetric(metric, before.value)}`;
  const level = { tendency: 'same', direction: 'level', was } as const;
  if (!change) {
    const { many } = metricWords[metric];
    if (before.n === 0)
      return { ...level, text: 'nothing before to compare with' };
    return before.n < needed
      ? { ...level, text: `only ${before.n} ${many} before` }
      : { ...level, text: 'too few to compare' };
  }
  if (change.direction === 'same') return { ...level, text: 'about the same' };
  const higher = change.direction === 'higher';
  return {
    tendency:
      metricWords[metric].worse === change.direction ? 'worse' : 'better',
    direction: higher ? 'up' : 'down',
    text: size(metric, figure, higher),
    was,
  };
}
