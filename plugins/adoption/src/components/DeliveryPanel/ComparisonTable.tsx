import type {
  DeliveryAnswer,
  DeliveryComparison,
  Spread,
} from '@fairway/plugin-adoption-common';
import { METRIC_NAMES } from '@fairway/plugin-metrics-common';
import { formatMetric, metricWords } from '@fairway/plugin-metrics-react';
import type { Adoption } from '../../hooks/useAdoptionView';
import { tooFew } from '../../model/words';
import { DataTable, type Column } from '../DataTable';
import { NumberLink } from '../NumberLink';
import styles from './DeliveryPanel.module.css';

interface ComparisonTableProps {
  answer: DeliveryAnswer;
  adoption: Adoption;
}

type Side = 'on' | 'off';

const spreadOf = ({ onPath, offPath }: DeliveryComparison, side: Side) =>
  side === 'on' ? onPath : offPath;

function halfOf(metric: DeliveryComparison['metric'], spread: Spread) {
  const { p25, p75 } = spread;
  return p25 === undefined || p75 === undefined
    ? undefined
    : `${formatMetric(metric, p25)} to ${formatMetric(metric, p75)}`;
}

function columnOf(
  side: Side,
  { rowsHref }: Adoption,
): Column<DeliveryComparison> {
  return {
    id: side,
    title: side === 'on' ? 'On a path' : 'Off a path',
    width: '34%',
    numeric: true,
    cell: row => {
      const { metric } = row;
      const spread = spreadOf(row, side);
      const half = halfOf(metric, spread);
      return (
        <>
          {spread.median === undefined ? (
            <span className={styles.quiet}>{tooFew(spread.n)}</span>
          ) : (
            <strong>{formatMetric(metric, spread.median)}</strong>
          )}
          <span className={styles.quiet}>
            {' · n '}
            <NumberLink
              n={spread.n}
              href={rowsHref({ list: 'delivery', metric, path: side })}
              what={`services ${side} a path`}
              quiet
            />
          </span>
          {half ? <div className={styles.half}>{half}</div> : null}
        </>
      );
    },
  };
}

/** All five metrics of both groups, as text. */
export function ComparisonTable({ answer, adoption }: ComparisonTableProps) {
  return (
    <>
      <DataTable
        caption={`Delivery on and off a path, each service's own figure over ${answer.days} days`}
        columns={[
          {
            id: 'metric',
            title: 'Metric',
            cell: ({ metric }: DeliveryComparison) => metricWords[metric].title,
          },
          columnOf('on', adoption),
          columnOf('off', adoption),
        ]}
        rows={METRIC_NAMES.map(metric => answer.metrics[metric])}
        keyOf={({ metric }) => metric}
        wrap
      />
      <p className={styles.below}>
        Median, of how many services, and the middle half of them; each counts
        once, with its own figure over {answer.days} days.
      </p>
    </>
  );
}
