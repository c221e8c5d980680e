import {
  type BareFigure,
  DEFAULT_MINIMUM_SAMPLE,
  METRIC_NAMES,
  type MetricFigure,
  type MetricName,
  SAME_WITHIN,
  wholeFigures,
} from '@fairway/plugin-metrics-common';
import type { DayCell } from '../rollups/DayCell';
import type { Sketch } from '@fairway/serving';

/** Whether a figure needs a sample: frequency is a count, and a count of few is as true as one of many. */
const COUNTED: MetricName = 'deploymentFrequency';

function bare(
  metric: MetricName,
  cell: DayCell,
  days: number,
): Pick<MetricFigure, 'value' | 'n' | 'count' | 'open'> {
  const { deployments, failed, rework, open } = cell.counts;
  switch (metric) {
    case 'changeLeadTime':
      return { value: cell.lead.quantile(0.5), n: cell.lead.size };
    case 'failedDeploymentRecoveryTime':
      return {
        value: cell.recovery.quantile(0.5),
        n: cell.recovery.size,
        open,
      };
    case 'deploymentFrequency':
      return { value: deployments / days, n: deployments };
    case 'changeFailRate':
      return {
        value: deployments ? failed / deployments : undefined,
        n: deployments,
        count: failed,
      };
    default:
      return {
        value: deployments ? rework / deployments : undefined,
        n: deployments,
        count: rework,
      };
  }
}

function sketchOf(metric: MetricName, cell: DayCell): Sketch | undefined {
  if (metric === 'changeLeadTime') return cell.lead;
  if (metric === 'failedDeploymentRecoveryTime') return cell.recovery;
  return undefined;
}

function compared(value: number, before: number): MetricFigure['change'] {
  const ratio = before === 0 ? Number(value !== 0) : (value - before) / before;
  if (Math.abs(ratio) <= SAME_WITHIN) return { direction: 'same', ratio };
  return { direction: ratio > 0 ? 'higher' : 'lower', ratio };
}

function bareFigure(options: {
  metric: MetricName;
  cell: DayCell;
  before?: DayCell;
  days: number;
  needed: number;
}): BareFigure {
  const { metric, cell, days, needed } = options;
  const shown = ({ n, value }: { n: number; value?: number }) =>
    n >= needed || (metric === COUNTED && n > 0) ? value : undefined;
  const { value: found, ...now } = bare(metric, cell, days);
  const value = shown({ n: now.n, value: found });
  const sketch = sketchOf(metric, cell);
  // Field by field: a list of services has hundreds of them.
  const figure: BareFigure = Object.assign(now, {
    method: sketch?.method ?? 'exact',
    enough: value !== undefined,
  });
  if (value !== undefined) {
    figure.value = value;
    if (sketch) {
      figure.p75 = sketch.quantile(0.75);
      figure.p95 = sketch.quantile(0.95);
    }
  }
  if (!options.before) return figure;
  const { n, value: other } = bare(metric, options.before, days);
  const earlier = shown({ n, value: other });
  figure.before = { n };
  if (earlier !== undefined) figure.before.value = earlier;
  if (now.n >= needed && n >= needed)
    figure.change = compared(value!, earlier!);
  return figure;
}

interface Happened {
  cell: DayCell;
  before?: DayCell;
  /** Of the window; the one before has as many. */
  days: number;
}

/**
 * The five figures of what happened in a window, beside the window before where that is given. A figure with too small a
 * sample has no value, and a comparison needs a large enough one on both sides.
 */
export function bareFiguresOfCell({
  minimumSample: needed,
  ...happened
}: Happened & { minimumSample: number }): Record<MetricName, BareFigure> {
  const figures = {} as Record<MetricName, BareFigure>;
  for (const metric of METRIC_NAMES)
    figures[metric] = bareFigure({ ...happened, metric, needed });
  return figures;
}

/** The same, each figure with all that is needed to read it by itself. */
export function figuresOfCell({
  minimumSample = DEFAULT_MINIMUM_SAMPLE,
  ...happened
}: Happened & { minimumSample?: number }): Record<MetricName, MetricFigure> {
  const figures = bareFiguresOfCell({ ...happened, minimumSample });
  return wholeFigures(figures, minimumSample);
}
