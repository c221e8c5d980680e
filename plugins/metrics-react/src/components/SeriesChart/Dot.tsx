import type { MetricName } from '@fairway/plugin-metrics-common';
import { formatMetric } from '../../model/formatMetric';
import type { SeriesPoint } from '../../model/seriesPoints';
import styles from './SeriesChart.module.css';

interface DotProps {
  metric: MetricName;
  /** Not called points: the line gives its own under that name. */
  parts: SeriesPoint[];
  /** The one point that is labelled. */
  marked?: number;
  /** Given by the line. */
  cx?: number;
  cy?: number;
  index?: number;
}

/** A figure: filled, or hollow while its part is not over; the highest says its value. */
export function Dot({ metric, parts, marked, cx, cy, index }: DotProps) {
  const point = index === undefined ? undefined : parts[index];
  if (cx === undefined || !Number.isFinite(cy) || point?.value === undefined)
    return null;
  return (
    <g>
      <circle
        cx={cx}
        cy={cy}
        r={4}
        className={point.unfinished ? styles.open : styles.dot}
      />
      {index === marked ? (
        <text x={cx} y={cy! - 10} textAnchor="middle" className={styles.strong}>
          {formatMetric(metric, point.value)}
        </text>
      ) : null}
    </g>
  );
}
