import type { Trend } from '../../model/describeTrend';
import styles from './TrendMark.module.css';

const paths: Record<Trend['direction'], string> = {
  up: 'M5 1.8L9 8.4H1z',
  down: 'M5 8.4L9 1.8H1z',
  level: 'M1.5 5h7',
};

/**
 * The sign of a trend: the triangle gives the direction, filled it is for the worse, hollow for the better. Its word
 * stands beside it.
 *
 * @public
 */
export function TrendSign(props: Pick<Trend, 'tendency' | 'direction'>) {
  const { tendency, direction } = props;
  return (
    <svg
      viewBox="0 0 10 10"
      width={10}
      height={10}
      className={styles.sign}
      data-tendency={tendency}
      aria-hidden
    >
      <path d={paths[direction]} />
    </svg>
  );
}

/** @public */
export interface TrendMarkProps {
  trend: Trend;
  /** Without what it was before. */
  brief?: boolean;
}

/**
 * How a figure stands to the one before.
 *
 * @public
 */
export function TrendMark({ trend, brief }: TrendMarkProps) {
  const { tendency, direction, text, was } = trend;
  return (
    <span className={styles.trend} data-tendency={tendency}>
      <TrendSign tendency={tendency} direction={direction} />
      <span>
        {text}
        {was && !brief ? `, ${was}` : null}
      </span>
    </span>
  );
}
