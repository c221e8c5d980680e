import { formatCount } from '@fairway/look';
import { formatDays } from '../../model/days';
import { formatMetric } from '../../model/formatMetric';
import { metricWords } from '../../model/metricWords';
import type { SeriesPoint } from '../../model/seriesPoints';
import type { SeriesPlotProps } from './seriesChartTypes';
import styles from './SeriesChart.module.css';

type PlotTooltipProps = SeriesPlotProps & {
  /** Given by the chart. */
  active?: boolean;
  payload?: { payload?: { point: SeriesPoint } }[];
};

function figureOf({ metric, shape }: SeriesPlotProps, point: SeriesPoint) {
  const { value, n, count = 0 } = point;
  if (point.unknown) return 'not known';
  if (shape === 'counts') return formatCount(n, 'deployment');
  if (value !== undefined) return formatMetric(metric, value);
  if (shape === 'shares') return `${count} of ${n}`;
  return n ? `too few (${n})` : 'none';
}

/** What a part says, beside the pointer. */
export function PlotTooltip(props: PlotTooltipProps) {
  const { active, payload, metric, shape, earlier } = props;
  const point = payload?.[0]?.payload?.point;
  if (!active || !point) return null;
  const { many, one } = metricWords[metric];
  const { p75, n, open } = point;
  const before = shape === 'line' ? point.earlier : point.earlierN;
  return (
    <div className={styles.tooltip}>
      <div>
        {formatDays(point.first, point.last)}
        {point.unfinished ? ', not over' : ''}
      </div>
      <strong>{figureOf(props, point)}</strong>
      {shape === 'line' ? (
        <div>
          {formatCount(n, one, many)}
          {p75 === undefined ? '' : `, p75 ${formatMetric(metric, p75)}`}
          {open ? `, ${open} open` : ''}
        </div>
      ) : null}
      {before !== undefined && earlier ? (
        <div>
          {earlier}: {shape === 'line' ? formatMetric(metric, before) : before}
        </div>
      ) : null}
    </div>
  );
}
