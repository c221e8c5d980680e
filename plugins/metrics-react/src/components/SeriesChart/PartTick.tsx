import type { MetricName } from '@fairway/plugin-metrics-common';
import { countOf, type SeriesPoint } from '../../model/seriesPoints';
import styles from './SeriesChart.module.css';

interface PartTickProps {
  metric: MetricName;
  points: SeriesPoint[];
  /** Given by the axis. */
  x?: number | string;
  y?: number | string;
  payload?: { value: number };
}

/** A part's first day, and below it of how many its figure is. */
export function PartTick({ metric, points, x, y, payload }: PartTickProps) {
  const point = payload && points[payload.value];
  if (!point) return null;
  return (
    <text x={x} y={y} textAnchor="middle" className={styles.tick}>
      <tspan x={x} dy="0.8em">
        {point.label}
      </tspan>
      <tspan x={x} dy="1.45em">
        {point.unknown ? '–' : countOf(metric, point)}
      </tspan>
    </text>
  );
}
