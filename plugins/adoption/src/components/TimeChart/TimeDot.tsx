import type { TimePoint } from './timeChartTypes';
import styles from './TimeChart.module.css';

interface TimeDotProps {
  /** Not called points: the line gives its own under that name. */
  parts: TimePoint[];
  /** Given by the line. */
  cx?: number;
  cy?: number;
  index?: number;
}

/** A figure: filled, or hollow while its part is not over. */
export function TimeDot({ parts, cx, cy, index }: TimeDotProps) {
  if (index === undefined || !Number.isFinite(cx) || !Number.isFinite(cy))
    return null;
  return (
    <circle
      cx={cx}
      cy={cy}
      r={3.5}
      className={parts[index]?.unfinished ? styles.open : styles.dot}
    />
  );
}
