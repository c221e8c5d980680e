import type { FirstDeployRow } from '@fairway/plugin-adoption-common';
import { Link } from '@backstage/ui';
import { formatMoment } from '@fairway/look';
import { formatSeconds } from '@fairway/plugin-metrics-react';
import { runPath } from '../../model/runPath';
import { nameOf } from '../../model/words';
import type { Column } from '../DataTable';
import { ServiceName } from './ServiceName';
import styles from './RowsDrawer.module.css';

/** A service that came to production for the first time. */
export function deployColumns(now: Date): Column<FirstDeployRow>[] {
  return [
    {
      id: 'service',
      title: 'Service',
      cell: row => <ServiceName {...row} />,
    },
    {
      id: 'when',
      title: 'From, to',
      cell: ({ from, at, taskId, template }) => (
        <>
          {formatMoment(from, now)} to {formatMoment(at, now)}
          <span className={styles.quiet}>
            <Link href={runPath(taskId)}>run of {nameOf(template)}</Link>
          </span>
        </>
      ),
    },
    {
      id: 'took',
      title: 'Took',
      width: 84,
      numeric: true,
      cell: ({ seconds }) => <strong>{formatSeconds(seconds)}</strong>,
    },
  ];
}
