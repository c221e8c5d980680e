import {
  METRIC_NAMES,
  type DistributionAnswer,
  type MetricsAnswer,
} from '@fairway/plugin-metrics-common';
import {
  describeSpread,
  formatMetric,
  metricWords,
  Spread,
  useDistribution,
  type MetricsRange,
} from '@fairway/plugin-metrics-react';
import { LoadFailure } from '@fairway/plugin-catalog-insights-react';
import { formatCount, Panel, SkeletonLine } from '@fairway/look';
import styles from './RollUp.module.css';

interface SpreadPanelProps {
  scope: string;
  range: MetricsRange;
  now: Date;
  pooled: MetricsAnswer;
}

function SpreadList(props: {
  spread: DistributionAnswer;
  pooled: MetricsAnswer;
}) {
  const { spread, pooled } = props;
  return (
    <ul className={styles.spreads}>
      {METRIC_NAMES.map(metric => {
        const one = spread.metrics[metric];
        const { value } = pooled.figures[metric];
        const half = describeSpread(one);
        return (
          <li key={metric}>
            <span className={styles.title}>{metricWords[metric].title}</span>
            <Spread
              spread={one}
              // All together deploy as often as the sum: on no scale of one service.
              pooled={metric === 'deploymentFrequency' ? undefined : value}
            />
            <span className={styles.words}>
              {half
                ? `${formatCount(one.n, 'service')} with a figure: ${half}`
                : 'No service has enough data for a figure'}
              {value === undefined || one.n === 1
                ? null
                : `; all together ${formatMetric(metric, value)}`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** How the services of a team, system or domain differ: one figure for all of them hides that. */
export function SpreadPanel({ scope, range, now, pooled }: SpreadPanelProps) {
  const { answer, reload } = useDistribution({ scope, range, now });
  return (
    <Panel
      title="How the services are spread"
      flush
      end={
        answer.status === 'answered' ? (
          <span>
            {formatCount(answer.value.services, 'service')}, each counting once
          </span>
        ) : null
      }
    >
      {answer.status === 'failed' ? (
        <LoadFailure
          what="How the services are spread"
          error={answer.error}
          retrying={answer.reloading}
          onRetry={reload}
        />
      ) : null}
      {answer.status === 'answered' ? (
        <>
          <SpreadList spread={answer.value} pooled={pooled} />
          <p className={styles.legend}>
            Line p10 to p90, bar p25 to p75, mark the median of the services;
            the ring is the figure of all of them together. Each scale begins at
            0.
          </p>
        </>
      ) : null}
      {answer.status === 'loading' ? (
        <ul className={styles.spreads} aria-busy>
          {METRIC_NAMES.map(metric => (
            <li key={metric}>
              <span className={styles.title}>{metricWords[metric].title}</span>
              <SkeletonLine width="80%" />
              <SkeletonLine width="60%" />
            </li>
          ))}
        </ul>
      ) : null}
    </Panel>
  );
}
