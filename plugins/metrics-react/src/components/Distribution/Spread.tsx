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

/**
 * The same in words: `half of them between 1.2 d and 4.1 d`.
 *
 * @public
 */
export function describeSpread(spread: MetricDistribution): string | undefined {
  const { metric, p25, p75 } = spread;
  return p25 === undefined || p75 === undefined
    ? undefined
    : `half of them between ${formatMetric(metric, p25)} and ${formatMetric(metric, p75)}`;
}
