import { formatNumber } from '../../model/words';
import type { TimePoint } from './timeChartTypes';
import styles from './TimeChart.module.css';

interface PartTickProps {
  parts: TimePoint[];
  /** Given by the axis. */
  x?: number | string;
  y?: number | string;
  payload?: { value: number };
}

/** A part's first day, and below it of how many its figure is. */
export function PartTick({ parts, x, y, payload }: PartTickProps) {
  const point = payload && parts[payload.value];
  if (!point) return null;
  return (
    <text x={x} y={y} textAnchor="middle" className={styles.tick}>
      <tspan x={x} dy="0.8em">
        {point.label}
      </tspan>
      <tspan x={x} dy="1.45em">
        {formatNumber(point.n)}
      </tspan>
    </text>
  );
}
