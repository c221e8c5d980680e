import type { DeliveryRow } from '@fairway/plugin-adoption-common';
import { METRIC_NAMES, type MetricName } from '@fairway/plugin-metrics-common';
import { formatMetric, metricWords } from '@fairway/plugin-metrics-react';
import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/ui';
import { entityPath } from '@fairway/plugin-catalog-insights-react';
import { formatAge } from '../../model/deliveryWords';
import { nameOf } from '../../model/words';
import type { Column } from '../DataTable';
import { ServiceName } from './ServiceName';
import styles from './RowsDrawer.module.css';

/** A service with its own figure, and the way to what that is made of. */
export function deliveryColumns(
  metric: MetricName = METRIC_NAMES[0],
): Column<DeliveryRow>[] {
  return [
    {
      id: 'service',
      title: 'Service',
      cell: row => <ServiceName {...row} />,
    },
    {
      id: 'path',
      title: 'Path',
      cell: ({ onPath, template, ageDays }) => (
        <>
          {(onPath && template && nameOf(template)) ||
            (onPath ? 'on a path' : 'off a path')}
          <span className={styles.quiet}>known for {formatAge(ageDays)}</span>
        </>
      ),
    },
    {
      id: 'figure',
      title: metricWords[metric].title,
      width: 132,
      numeric: true,
      cell: ({ entityRef, figures }) => {
        const value = figures[metric];
        return value === null ? (
          <span className={styles.quiet}>too few</span>
        ) : (
          <Link
            href={`${entityPath(parseEntityRef(entityRef))}/delivery?metric=${metric}`}
          >
            {formatMetric(metric, value)}
          </Link>
        );
      },
    },
  ];
}
