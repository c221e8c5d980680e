import type { MetricDistribution } from '@fairway/plugin-metrics-common';
import { formatMetric } from '../../model/formatMetric';
import styles from './Spread.module.css';

/** @public */
export interface SpreadProps {
  spread: MetricDistribution;
  /** The pooled figure, marked in the same scale. */
  pooled?: number;
}

/**
 * How the services of a scope are spread in one metric: from p10 to p90 a line, from p25 to p75 a bar, at p50 a mark; the
 * pooled figure as a ring. The values stand beside it as text.
 *
 * @public
 */
export function Spread({ spread, pooled }: SpreadProps) {
  const { p10, p25, p50, p75, p90 } = spread;
  if (
    p10 === undefined ||
    p25 === undefined ||
    p50 === undefined ||
    p75 === undefined ||
    p90 === undefined
  ) {
    return null;
  }
  const most = Math.max(p90, pooled ?? 0) || 1;
  const at = (value: number) => `${((value / most) * 100).toFixed(2)}%`;
  const between = (from: number, to: number) => ({
    left: at(from),
    width: `${(((to - from) / most) * 100).toFixed(2)}%`,
  });
  return (
    <div className={styles.spread} aria-hidden>
      <span className={styles.whole} style={between(p10, p90)} />
      <span className={styles.middle} style={between(p25, p75)} />
      <span className={styles.median} style={{ left: at(p50) }} />
      {pooled === undefined ? null : (
        <span className={styles.pooled} style={{ left: at(pooled) }} />
      )}
    </div>
  );
}

/** Of fewer there is no middle half worth telling. */
const FEW = 4;

/**
 * The same in words: `half of them between 1.2 d and 4.1 d, median 2.3 d`.
 *
 * @public
 */
export function describeSpread(spread: MetricDistribution): string | undefined {
  const { metric, n, p10, p25, p50, p75, p90 } = spread;
  const all = [p10, p25, p50, p75, p90];
  if (!all.every(value => value !== undefined)) return undefined;
  const [lowest, low, middle, high, highest] = all.map(value =>
    formatMetric(metric, value),
  );
  if (n === 1) return middle;
  return n < FEW
    ? `from ${lowest} to ${highest}, median ${middle}`
    : `half of them between ${low} and ${high}, median ${middle}`;
}
