import {
  DEFAULT_MINIMUM_SAMPLE,
  METRIC_NAMES,
  type MetricFigure,
  type MetricName,
  SAME_WITHIN,
} from '@fairway/plugin-metrics-common';
import type { DayCell } from '../rollups/DayCell';

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

function compared(value: number, before: number): MetricFigure['change'] {
  const ratio = before === 0 ? Number(value !== 0) : (value - before) / before;
  if (Math.abs(ratio) <= SAME_WITHIN) return { direction: 'same', ratio };
  return { direction: ratio > 0 ? 'higher' : 'lower', ratio };
}

/**
 * The five figures of what happened in a window, beside the window before where that is given. A figure with too small a
 * sample has no value, and a comparison needs a large enough one on both sides.
 *
 * @param options.days - of the window; the one before has as many
 */
export function figuresOfCell(options: {
  cell: DayCell;
  before?: DayCell;
  days: number;
  minimumSample?: number;
}): Record<MetricName, MetricFigure> {
  const {
    cell,
    before,
    days,
    minimumSample: needed = DEFAULT_MINIMUM_SAMPLE,
  } = options;
  const enough = (metric: MetricName, n: number) =>
    n >= needed || (metric === COUNTED && n > 0);
  return Object.fromEntries(
    METRIC_NAMES.map((metric): [MetricName, MetricFigure] => {
      const { value, ...now } = bare(metric, cell, days);
      const sketch = {
        changeLeadTime: cell.lead,
        failedDeploymentRecoveryTime: cell.recovery,
      }[metric as string];
      const shown = enough(metric, now.n) ? value : undefined;
      const earlier = before && bare(metric, before, days);
      const earlierShown =
        earlier && enough(metric, earlier.n) ? earlier.value : undefined;
      const comparable = now.n >= needed && earlier && earlier.n >= needed;
      return [
        metric,
        {
          metric,
          ...now,
          method: sketch?.method ?? 'exact',
          enough: shown !== undefined,
          needed,
          ...(shown !== undefined && { value: shown }),
          ...(shown !== undefined &&
            sketch && {
              p75: sketch.quantile(0.75),
              p95: sketch.quantile(0.95),
            }),
          ...(earlier && {
            before: {
              n: earlier.n,
              ...(earlierShown !== undefined && { value: earlierShown }),
            },
          }),
          ...(comparable && { change: compared(shown!, earlierShown!) }),
        },
      ];
    }),
  ) as Record<MetricName, MetricFigure>;
}
