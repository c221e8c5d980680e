import type { ServiceRow } from '@fairway/plugin-adoption-common';
import { Link } from '@backstage/ui';
import { formatDay } from '@fairway/plugin-metrics-react';
import { runPath } from '../../model/runPath';
import { nameOf } from '../../model/words';
import type { Column } from '../DataTable';
import { ServiceName } from './ServiceName';
import styles from './RowsDrawer.module.css';

const dayOf = (moment: string) => formatDay(moment, { year: true });

function OnPath({ row }: { row: ServiceRow }) {
  const { onPath, template, version, latest, behind, onPathSince } = row;
  if (!onPath) return <span className={styles.quiet}>off a path</span>;
  return (
    <>
      {template ? nameOf(template) : 'on a path'}{' '}
      {version ?? <span>without a version</span>}
      {behind ? (
        <span className={styles.quiet}>behind, the newest is {latest}</span>
      ) : null}
      {onPathSince ? (
        <span className={styles.quiet}>joined {dayOf(onPathSince)}</span>
      ) : null}
    </>
  );
}

/** A service, whether it is on a path, and how it came. */
export function serviceColumns(): Column<ServiceRow>[] {
  return [
    {
      id: 'service',
      title: 'Service',
      cell: row => <ServiceName {...row} />,
    },
    {
      id: 'path',
      title: 'Path',
      cell: row => <OnPath row={row} />,
    },
    {
      id: 'origin',
      title: 'Came',
      width: 136,
      cell: ({ origin, since, taskId }) => (
        <>
          {taskId ? (
            <Link href={runPath(taskId)}>created here</Link>
          ) : (
            (origin === 'created' && 'created here') || 'imported'
          )}
          <span className={styles.quiet}>since {dayOf(since)}</span>
        </>
      ),
    },
  ];
}
