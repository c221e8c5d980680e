import styles from './FigureCell.module.css';

const WIDTH = 31;
const TOP = 2;
const BOTTOM = 14;

interface SparklineProps {
  /** Oldest first; a gap where there is no figure. */
  series: (number | null)[];
  /** The end is worse than it was: a square in place of a dot. */
  worse: boolean;
}

/** How a figure went, without axes: the cell beside it says what it is. */
export function Sparkline({ series, worse }: SparklineProps) {
  const known = series.flatMap((value, index) =>
    value === null ? [] : [{ value, index }],
  );
  if (known.length < 2) return <svg className={styles.spark} aria-hidden />;
  const values = known.map(({ value }) => value);
  const least = Math.min(...values);
  const range = Math.max(...values) - least;
  const round = (number: number) => Math.round(number * 10) / 10;
  const points = known.map(({ value, index }) => ({
    x: round((index / (series.length - 1)) * WIDTH),
    y: range
      ? round(BOTTOM - ((value - least) / range) * (BOTTOM - TOP))
      : (TOP + BOTTOM) / 2,
  }));
  const last = points[points.length - 1];
  return (
    <svg className={styles.spark} aria-hidden>
      <path d={`M${points.map(({ x, y }) => `${x} ${y}`).join('L')}`} />
      {worse ? (
        <rect x={last.x - 2.2} y={last.y - 2.2} width="4.4" height="4.4" />
      ) : (
        <circle cx={last.x} cy={last.y} r="2.2" />
      )}
    </svg>
  );
}
