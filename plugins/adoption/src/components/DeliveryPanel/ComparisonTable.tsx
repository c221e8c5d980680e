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

function between(metric: DeliveryComparison['metric'], spread: Spread) {
  const { p25, p75 } = spread;
  return p25 === undefined || p75 === undefined
    ? '–'
    : `${formatMetric(metric, p25)} to ${formatMetric(metric, p75)}`;
}

function columnsOf(
  side: Side,
  { rowsHref }: Adoption,
): Column<DeliveryComparison>[] {
  const name = side === 'on' ? 'On a path' : 'Off a path';
  return [
    {
      id: `${side}-n`,
      title: `${name}, n`,
      width: 84,
      numeric: true,
      cell: row => (
        <NumberLink
          n={spreadOf(row, side).n}
          href={rowsHref({ list: 'delivery', metric: row.metric, path: side })}
          what={`services ${side} a path`}
          quiet
        />
      ),
    },
    {
      id: `${side}-median`,
      title: 'Median',
      width: 84,
      numeric: true,
      cell: row => {
        const spread = spreadOf(row, side);
        return spread.median === undefined ? (
          <span className={styles.quiet}>{tooFew(spread.n)}</span>
        ) : (
          <strong>{formatMetric(row.metric, spread.median)}</strong>
        );
      },
    },
    {
      id: `${side}-half`,
      title: 'Middle half',
      width: 132,
      numeric: true,
      cell: row => (
        <span className={styles.quiet}>
          {between(row.metric, spreadOf(row, side))}
        </span>
      ),
    },
  ];
}

/** All five metrics of both groups, as text. */
export function ComparisonTable({ answer, adoption }: ComparisonTableProps) {
  return (
    <DataTable
      caption={`Delivery on and off a path, each service's own figure over ${answer.days} days`}
      columns={[
        {
          id: 'metric',
          title: 'Metric',
          width: 148,
          cell: ({ metric }: DeliveryComparison) => metricWords[metric].title,
        },
        ...columnsOf('on', adoption),
        ...columnsOf('off', adoption),
      ]}
      rows={METRIC_NAMES.map(metric => answer.metrics[metric])}
      keyOf={({ metric }) => metric}
    />
  );
}
