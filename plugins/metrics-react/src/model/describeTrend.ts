import type {
  MetricFigure,
  MetricName,
  MetricsAnswer,
} from '@fairway/plugin-metrics-common';
import { addDays, countDays, dayOf, formatDay } from './days';
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

const equatives: Record<string, string> = {
  duration: 'long',
  frequency: 'often',
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
  const ratio = Math.abs(change!.ratio);
  // "805 % more" is no number that anybody can picture.
  return higher && ratio >= 1
    ? `${(1 + ratio).toFixed(1)} times as ${equatives[measure]}`
    : `${Math.round(ratio * 100)}${NBSP}% ${word}`;
}

/** What a comparison needs to know besides the figures: how far back something is known. */
type Answer = Pick<MetricsAnswer, 'figures' | 'from' | 'to' | 'freshness'>;

/** Where nothing was recorded yet in a part of the days before, they would be compared with days that nobody knows. */
function isKnownBefore({ from, to, freshness }: Answer): boolean {
  const { knownSince } = freshness;
  const start = addDays(from, -countDays(from, to));
  return knownSince !== undefined && dayOf(knownSince) <= start;
}

function whyNot(figure: MetricFigure, answer: Answer): string | undefined {
  const { metric, before, change, needed } = figure;
  if (before!.n === 0) return 'nothing before';
  if (!isKnownBefore(answer))
    return `known since ${formatDay(answer.freshness.knownSince ?? answer.from)} only`;
  if (change) return undefined;
  return before!.n < needed
    ? `only ${before!.n} ${metricWords[metric].many} before`
    : 'too few to compare';
}

/**
 * Reads the comparison that an answer carries. Nothing where none was asked for, or where there is no figure now.
 *
 * @public
 */
export function describeTrend(
  answer: Answer,
  metric: MetricName,
): Trend | undefined {
  const figure = answer.figures[metric];
  const { value, before, change } = figure;
  if (value === undefined || !before) return undefined;
  const level = { tendency: 'same', direction: 'level' } as const;
  const reason = whyNot(figure, answer);
  if (reason) return { ...level, text: reason };
  const was =
    before.value === undefined
      ? undefined
      : `was ${formatMetric(metric, before.value)}`;
  if (change!.direction === 'same')
    return { ...level, text: 'about the same', was };
  const higher = change!.direction === 'higher';
  return {
    tendency:
      metricWords[metric].worse === change!.direction ? 'worse' : 'better',
    direction: higher ? 'up' : 'down',
    text: size(metric, figure, higher),
    was,
  };
}
