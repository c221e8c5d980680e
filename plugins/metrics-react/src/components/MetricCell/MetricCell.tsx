import { VisuallyHidden } from '@backstage/ui';
import type { MetricName } from '@fairway/plugin-metrics-common';
import { formatMetric } from '../../model/formatMetric';
import { metricWords } from '../../model/metricWords';
import { Sparkline } from '../Sparkline';
import { TrendSign } from '../TrendMark';
import styles from './MetricCell.module.css';

/**
 * What a table knows of a metric of one service.
 *
 * @public
 */
export interface MetricCellValue {
  /** Seconds, a share of 1, or deployments per day; null where there are too few. */
  value: number | null;
  n: number;
  /** Against the days before. */
  trend?: 'better' | 'worse' | 'same';
  /** For the sparkline, oldest first. */
  series?: (number | null)[];
  /** For recovery: failures that nothing has recovered yet. */
  open?: number;
}

/** @public */
export interface MetricCellProps {
  metric: MetricName;
  /** Left out where no deployments are connected. */
  cell?: MetricCellValue;
}

const tendencies = {
  better: 'better than before',
  worse: 'worse than before',
  same: 'about the same as before',
};

function directionOf(
  metric: MetricName,
  trend: NonNullable<MetricCellValue['trend']>,
) {
  if (trend === 'same') return 'level';
  const higherIsWorse = metricWords[metric].worse === 'higher';
  return higherIsWorse === (trend === 'worse') ? 'up' : 'down';
}

function reasonFor(metric: MetricName, { n, open }: MetricCellValue): string {
  if (open) return `${open} open`;
  if (n > 0) return `too few (${n})`;
  if (metric === 'failedDeploymentRecoveryTime') return 'no failures';
  return metric === 'deploymentFrequency' ? 'none' : 'too few (0)';
}

/**
 * A figure in a table's cell: value and unit, sparkline and trend; or why there is none. Never 0 where nothing was
 * counted.
 *
 * @public
 */
export function MetricCell({ metric, cell }: MetricCellProps) {
  if (!cell) return <span className={styles.few}>not connected</span>;
  const { value, trend, series, open } = cell;
  if (value === null) {
    return (
      <span className={open ? styles.open : styles.few}>
        {reasonFor(metric, cell)}
      </span>
    );
  }
  return (
    <span className={styles.cell}>
      {series?.some(point => point !== null) ? (
        <Sparkline series={series} worse={trend === 'worse'} />
      ) : (
        trend && (
          <TrendSign tendency={trend} direction={directionOf(metric, trend)} />
        )
      )}
      <span className={styles.value}>{formatMetric(metric, value)}</span>
      {trend ? <VisuallyHidden>, {tendencies[trend]}</VisuallyHidden> : null}
    </span>
  );
}
