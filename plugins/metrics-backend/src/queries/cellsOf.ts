import {
  METRIC_NAMES,
  type MetricCell,
  type MetricName,
} from '@fairway/plugin-metrics-common';
import type { DayCell } from '../rollups/DayCell';
import type { TimeWindow } from './TimeWindow';
import { figuresOfCell } from './figuresOfCell';

/** Of each of them, more is better; of all others less is. */
const MORE_IS_BETTER: ReadonlySet<MetricName> = new Set([
  'deploymentFrequency',
]);

/** A window cut into parts of whole days, as equal as they can be. */
export function partsOf(
  { fromDay, toDay }: TimeWindow,
  count: number,
): TimeWindow[] {
  const edge = (index: number) =>
    fromDay + Math.round((index * (toDay - fromDay)) / count);
  return Array.from({ length: count }, (_, index) => ({
    fromDay: edge(index),
    toDay: edge(index + 1),
  }));
}

/** A part without a deployment has a frequency, of 0, where there is any at all; of what else it has nothing to say. */
const nothingOf = (metric: MetricName, n: number) =>
  metric === 'deploymentFrequency' && n > 0 ? 0 : null;

function trendOf(
  metric: MetricName,
  direction: 'higher' | 'lower' | 'same',
): MetricCell['trend'] {
  if (direction === 'same') return 'same';
  return (direction === 'higher') === MORE_IS_BETTER.has(metric)
    ? 'better'
    : 'worse';
}

/** The figures of a window with their trend against the one before, and what the parts of the window were like. */
export function cellsOf(options: {
  cell: DayCell;
  before: DayCell;
  days: number;
  parts: { cell: DayCell; days: number }[];
  minimumSample: number;
}): Record<MetricName, MetricCell> {
  const { parts, ...whole } = options;
  const figures = figuresOfCell(whole);
  const points = parts.map(part =>
    figuresOfCell({ ...part, minimumSample: 1 }),
  );
  return Object.fromEntries(
    METRIC_NAMES.map((metric): [MetricName, MetricCell] => {
      const { value, n, open, change } = figures[metric];
      return [
        metric,
        {
          value: value ?? null,
          n,
          ...(open && { open }),
          ...(change && { trend: trendOf(metric, change.direction) }),
          series: points.map(
            point => point[metric].value ?? nothingOf(metric, n),
          ),
        },
      ];
    }),
  ) as Record<MetricName, MetricCell>;
}
