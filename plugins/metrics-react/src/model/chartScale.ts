import type { MetricName } from '@fairway/plugin-metrics-common';
import { metricWords } from './metricWords';
import type { SeriesPoint } from './seriesPoints';

/**
 * How a series is drawn: a line of figures; a bar of counts for each part; or bars of which a part failed, where the parts
 * are too small to have rates of their own.
 *
 * @public
 */
export type ChartShape = 'line' | 'counts' | 'shares';

/** @public */
export function shapeOf(metric: MetricName, points: SeriesPoint[]): ChartShape {
  const { measure } = metricWords[metric];
  if (measure === 'frequency') return 'counts';
  if (measure === 'duration') return 'line';
  const parts = points.filter(({ n }) => n > 0);
  const thin = parts.filter(({ value }) => value === undefined);
  return thin.length * 2 > parts.length ? 'shares' : 'line';
}

/**
 * The values of the vertical axis.
 *
 * @public
 */
export interface ChartScale {
  /** What a raw value is divided by. */
  unit: number;
  /** Stands behind the topmost tick. */
  unitText: string;
  /** In raw values, from 0. */
  ticks: number[];
}

const durations: [number, string][] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
];

function niceStep(most: number, parts: number, whole: boolean): number {
  const rough = most / parts;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step =
    [1, 2, 2.5, 5, 10].find(factor => factor * power >= rough - 1e-9)! * power;
  return whole ? Math.max(1, Math.ceil(step)) : step;
}

function unitOf(metric: MetricName, shape: ChartShape, most: number) {
  if (shape !== 'line') return [1, ''] as const;
  return metricWords[metric].measure === 'share'
    ? ([0.01, '%'] as const)
    : (durations.find(([size]) => most >= size * 0.95) ?? durations.at(-1)!);
}

/**
 * An axis from 0 with four or five round ticks.
 *
 * @public
 */
export function scaleOf(
  metric: MetricName,
  shape: ChartShape,
  values: number[],
): ChartScale {
  const most = Math.max(0, ...values);
  const [unit, unitText] = unitOf(metric, shape, most);
  const top = most / unit || 1;
  const step = niceStep(top, 4, shape !== 'line');
  const count = Math.max(1, Math.ceil(top / step - 1e-9));
  return {
    unit,
    unitText,
    ticks: Array.from({ length: count + 1 }, (_, index) => index * step * unit),
  };
}

/**
 * The axis of everything that is drawn; of the single things only of those that would not flatten all the rest.
 *
 * @param singles - the values of the single things
 */
export function scaleOfSeries(options: {
  metric: MetricName;
  shape: ChartShape;
  points: SeriesPoint[];
  singles: number[];
}): ChartScale {
  const { metric, shape, points, singles } = options;
  const drawn = points
    .flatMap(({ n, value, p75, earlier, earlierN }) =>
      shape === 'line' ? [value, p75, earlier] : [n, earlierN],
    )
    .filter(value => value !== undefined);
  const most = drawn.length ? 2 * Math.max(...drawn) : Infinity;
  return scaleOf(metric, shape, [
    ...drawn,
    ...singles.filter(value => value <= most),
  ]);
}
