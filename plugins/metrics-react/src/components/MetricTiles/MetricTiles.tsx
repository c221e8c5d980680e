import { Link, VisuallyHidden } from '@backstage/ui';
import {
  METRIC_NAMES,
  type MetricName,
  type MetricsAnswer,
} from '@fairway/plugin-metrics-common';
import { SkeletonLine } from '@fairway/look';
import { describeFigure } from '../../model/describeFigure';
import { metricWords } from '../../model/metricWords';
import { TrendMark } from '../TrendMark';
import styles from './MetricTiles.module.css';

/** @public */
export interface MetricTilesProps {
  /** Undefined until the first answer is there. */
  answer?: Pick<
    MetricsAnswer,
    'figures' | 'counts' | 'from' | 'to' | 'freshness'
  >;
  /** The figures are of another question: newer ones are on their way. */
  outdated?: boolean;
  /** One line of statistic, and the trend without what was before. */
  brief?: boolean;
  /** The one that is looked at closer. */
  current?: MetricName;
  /** Where a tile leads to. */
  hrefOf: (metric: MetricName) => string;
  /** Where what a figure is made of is found, where that is another place. */
  evidenceOf?: (metric: MetricName) => string;
}

function Skeleton({ metric, brief }: { metric: MetricName; brief?: boolean }) {
  return (
    <div className={styles.tile}>
      <span className={styles.title}>{metricWords[metric].title}</span>
      <span className={styles.figure}>
        <SkeletonLine width={56} />
      </span>
      <span className={styles.line}>
        <SkeletonLine width={112} />
      </span>
      {brief ? null : (
        <span className={styles.line}>
          <SkeletonLine width={96} />
        </span>
      )}
      <span className={styles.trend}>
        <SkeletonLine width={104} />
      </span>
    </div>
  );
}

function Tile(
  props: Omit<MetricTilesProps, 'answer'> &
    Required<Pick<MetricTilesProps, 'answer'>> & { metric: MetricName },
) {
  const { answer, metric, brief, current, hrefOf, evidenceOf } = props;
  const described = describeFigure(answer, metric);
  const { title, quantity, instead, lines, trend } = described;
  const first = (brief && described.brief) || lines[0];
  return (
    <div className={styles.tile} data-current={metric === current || undefined}>
      <Link
        standalone
        className={styles.title}
        href={hrefOf(metric)}
        aria-current={metric === current || undefined}
      >
        {title}
      </Link>
      {quantity ? (
        <span className={styles.figure}>
          {quantity.value}
          <small>{quantity.unit}</small>
        </span>
      ) : (
        <span className={styles.instead}>{instead}</span>
      )}
      <span className={styles.line}>
        {evidenceOf ? (
          <Link
            className={styles.evidence}
            href={evidenceOf(metric)}
            aria-label={`${title}: ${first}, each of them`}
          >
            {first}
          </Link>
        ) : (
          first
        )}
      </span>
      {brief && quantity ? null : (
        <span className={styles.line}>{lines[1]}</span>
      )}
      <span className={styles.trend}>
        {trend ? <TrendMark trend={trend} brief={brief} /> : null}
      </span>
    </div>
  );
}

/**
 * The five figures side by side, each with its statistic, n and trend, each leading on to what it is made of.
 *
 * @public
 */
export function MetricTiles(props: MetricTilesProps) {
  const { answer, outdated, brief } = props;
  return (
    <ul
      className={styles.tiles}
      data-outdated={outdated || undefined}
      data-brief={brief || undefined}
      aria-label="Delivery metrics"
      aria-busy={outdated || !answer}
    >
      {METRIC_NAMES.map((metric, index) => (
        <li key={metric}>
          {answer ? (
            <Tile {...props} answer={answer} metric={metric} />
          ) : (
            <Skeleton metric={metric} brief={brief} />
          )}
          {!answer && index === 0 ? (
            <VisuallyHidden role="status">
              Loading delivery metrics
            </VisuallyHidden>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
