import type {
  MetricName,
  MetricsCounts,
  SeriesAnswer,
} from '@fairway/plugin-metrics-common';
import { addDays, countDays, dayOf, formatDay, formatMonth } from './days';

/**
 * One part of a series, ready to be drawn or listed.
 *
 * @public
 */
export interface SeriesPoint {
  /** First and last day, in the zone in which days are cut. */
  first: string;
  last: string;
  /** Milliseconds since 1970; `end` is exclusive. */
  start: number;
  end: number;
  label: string;
  /** Of how many changes, deployments or recoveries. */
  n: number;
  /** For shares: how many of the n. */
  count?: number;
  /** For recovery: how many are still open. */
  open?: number;
  /** Seconds, a share of 1, or deployments per day; absent where there are too few. */
  value?: number;
  p75?: number;
  p95?: number;
  /** The value and the n of the same part earlier. */
  earlier?: number;
  earlierN?: number;
  /** Its last day has not passed. */
  unfinished: boolean;
  /** It lies before the first thing that is known: nothing was counted then. */
  unknown: boolean;
  counts: MetricsCounts;
}

/** How many things a chart's point counts. */
export function countOf(metric: MetricName, point: SeriesPoint): number {
  return metric === 'failedDeploymentRecoveryTime'
    ? point.n + (point.open ?? 0)
    : point.n;
}

function labelOf(interval: SeriesAnswer['interval'], from: string): string {
  return interval === 'month' ? formatMonth(from) : formatDay(from);
}

/** Over the days that the part has, so that a short one compares; none is counted as none. */
function perDay(point: SeriesAnswer['points'][number]): number {
  const days = Math.max(1, countDays(point.from, point.to));
  return point.figures.deploymentFrequency.n / days;
}

/**
 * The points of one metric, beside those of the same parts earlier.
 *
 * @public
 */
export function seriesPoints(
  metric: MetricName,
  answer: SeriesAnswer,
  earlier?: SeriesAnswer,
): SeriesPoint[] {
  const { interval, freshness } = answer;
  const { knownSince } = freshness;
  const counted = metric === 'deploymentFrequency';
  // Where the first part is cut short it is so in both, and where it is not, the last ones belong together.
  const offset = (earlier?.points.length ?? 0) - answer.points.length;
  return answer.points.map((point, index) => {
    const { n, count, open, value, p75, p95 } = point.figures[metric];
    const last = addDays(dayOf(point.to), -1);
    const before = earlier?.points[index + offset];
    const knewBefore =
      earlier?.freshness.knownSince !== undefined &&
      before !== undefined &&
      dayOf(before.from) >= dayOf(earlier.freshness.knownSince);
    return {
      first: dayOf(point.from),
      last,
      start: Date.parse(point.from),
      end: Date.parse(point.to),
      label: labelOf(interval, point.from),
      ...{ n, count, open, p75, p95, counts: point.counts },
      value: counted ? perDay(point) : value,
      earlier: knewBefore ? before.figures[metric].value : undefined,
      earlierN: knewBefore ? before.figures[metric].n : undefined,
      unfinished: Date.parse(point.to) > Date.parse(freshness.completeTo),
      unknown: !knownSince || dayOf(point.to) <= dayOf(knownSince),
    };
  });
}

/**
 * Where a moment lies among the parts: 2 is the middle of the third, 2.5 its end. Nothing where it lies in none.
 *
 * @public
 */
export function placeOf(
  points: SeriesPoint[],
  moment: string,
): number | undefined {
  const at = Date.parse(moment);
  const index = points.findIndex(({ start, end }) => at >= start && at < end);
  if (index === -1) return undefined;
  const { start, end } = points[index];
  return index - 0.5 + (at - start) / (end - start);
}
