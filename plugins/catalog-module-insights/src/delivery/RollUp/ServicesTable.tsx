import { parseEntityRef } from '@backstage/catalog-model';
import {
  METRIC_NAMES,
  type MetricName,
  type MetricsAnswer,
} from '@fairway/plugin-metrics-common';
import {
  describeTrend,
  MetricCell,
  metricWords,
  type MetricCellValue,
} from '@fairway/plugin-metrics-react';
import { entityPath } from '@fairway/plugin-catalog-insights-react';
import { Link } from '@backstage/ui';
import { ScrollArea, SkeletonLine, Table } from '@fairway/look';
import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import { formatDelivery } from '../deliveryView';
import type { Delivery } from '../useDeliveryView';
import styles from './RollUp.module.css';

function cellOf(answer: MetricsAnswer, metric: MetricName): MetricCellValue {
  const figure = answer.figures[metric];
  return {
    value: figure.value ?? null,
    n: figure.n,
    open: figure.open,
    trend: figure.change && describeTrend(answer, metric)?.tendency,
  };
}

/** The worst first; those without a figure last. */
function sorted(items: MetricsAnswer[], metric: MetricName): MetricsAnswer[] {
  const sign = metricWords[metric].worse === 'higher' ? -1 : 1;
  const place = ({ figures }: MetricsAnswer) => {
    const { value } = figures[metric];
    return value === undefined ? Infinity : sign * value;
  };
  return items.toSorted(
    (a, b) => place(a) - place(b) || a.scope.localeCompare(b.scope),
  );
}

function Service(props: { answer: MetricsAnswer; delivery: Delivery }) {
  const { answer, delivery } = props;
  const ref = parseEntityRef(answer.scope);
  const path = `${entityPath(ref)}/delivery`;
  const { range, compare, interval } = delivery.view;
  const hrefOf = (metric: MetricName) => {
    const view = { range, compare, interval, metric, table: false };
    const search = formatDelivery(view).toString();
    return search ? `${path}?${search}` : path;
  };
  return (
    <tr>
      <th scope="row">
        <Link standalone href={hrefOf(delivery.view.metric)}>
          {ref.name}
        </Link>
      </th>
      {METRIC_NAMES.map(metric => (
        <td
          key={metric}
          data-figure
          data-current={metric === delivery.view.metric || undefined}
        >
          <Link standalone href={hrefOf(metric)}>
            <MetricCell metric={metric} cell={cellOf(answer, metric)} />
          </Link>
        </td>
      ))}
    </tr>
  );
}

/** One line for each service, by the metric that is looked at. */
export function ServicesTable(props: {
  items?: MetricsAnswer[];
  stale: boolean;
  delivery: Delivery;
}) {
  const { items, stale, delivery } = props;
  const { metric: current } = delivery.view;
  const higher = metricWords[current].worse === 'higher';
  const Arrow = higher ? RiArrowDownLine : RiArrowUpLine;
  return (
    <ScrollArea label="Services">
      <Table
        className={styles.table}
        caption={`Services by ${metricWords[current].title}, the worst first`}
        stale={stale}
        aria-busy={stale || !items}
      >
        <thead>
          <tr>
            <th scope="col">Service</th>
            {METRIC_NAMES.map(metric => (
              <th
                key={metric}
                scope="col"
                data-figure
                aria-sort={
                  metric === current
                    ? (higher && 'descending') || 'ascending'
                    : undefined
                }
              >
                <Link standalone href={delivery.hrefOf({ metric })}>
                  {metricWords[metric].title}
                  {metric === current ? <Arrow size={14} aria-hidden /> : null}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items
            ? sorted(items, current).map(answer => (
                <Service
                  key={answer.scope}
                  answer={answer}
                  delivery={delivery}
                />
              ))
            : ['46%', '60%', '38%'].map(width => (
                <tr key={width}>
                  <td>
                    <SkeletonLine width={width} />
                  </td>
                  {METRIC_NAMES.map(metric => (
                    <td key={metric} data-figure>
                      <SkeletonLine width={48} />
                    </td>
                  ))}
                </tr>
              ))}
        </tbody>
      </Table>
    </ScrollArea>
  );
}
