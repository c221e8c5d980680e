import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/ui';
import { formatMoment, SkeletonLine, Table } from '@fairway/look';
import type { ComponentRow } from '@fairway/plugin-catalog-insights-common';
import {
  entityPath,
  HealthBadge,
} from '@fairway/plugin-catalog-insights-react';
import type { EntityReleases } from '@fairway/plugin-releases-common';
import type { ServiceRecord } from '../../hooks/useServices';
import {
  summariseReleases,
  type ReleaseSummary,
} from '../../model/releaseSummary';
import { WatchLinks } from './WatchLinks';
import styles from './MyServices.module.css';

const heads = [
  'Service',
  'Health',
  'Why',
  'Production',
  'Staging',
  'Last deploy',
];

/** Why it is as it is; of what is well, since when. */
function why({ health }: ComponentRow, now: Date): string {
  if (!health) return 'Not looked at yet';
  return health.status === 'healthy' || !health.text
    ? `since ${formatMoment(health.since, now)}`
    : health.text;
}

function Version({ version, ahead }: { version?: string; ahead?: boolean }) {
  return version ? (
    <>
      {version} {ahead ? <span className={styles.small}>ahead</span> : null}
    </>
  ) : (
    <span className={styles.quiet}>none yet</span>
  );
}

function lastDeploy(summary: ReleaseSummary, now: Date): string {
  return summary.lastDeploy
    ? formatMoment(summary.lastDeploy, now)
    : 'none yet';
}

interface ServiceProps {
  row: ComponentRow;
  record?: ServiceRecord;
  releases?: EntityReleases;
  releasesLoading: boolean;
  now: Date;
}

function Service(props: ServiceProps) {
  const { row, record, releases, releasesLoading, now } = props;
  const page = entityPath(parseEntityRef(row.entityRef));
  const summary = releases ? summariseReleases(releases) : undefined;
  const unknown = releasesLoading ? (
    <SkeletonLine width="60%" />
  ) : (
    <span className={styles.quiet}>–</span>
  );
  return (
    <tr>
      <th scope="row">
        <Link href={page} standalone weight="bold">
          {row.title ?? row.name}
        </Link>
      </th>
      <td>
        <Link href={`${page}/health`} standalone>
          <HealthBadge health={row.health} detail="" />
        </Link>
      </td>
      <td>
        <span className={styles.why} title={row.health?.text}>
          {why(row, now)}
        </span>
      </td>
      <td data-column="production">
        {summary ? <Version version={summary.production} /> : unknown}
      </td>
      <td data-column="staging">
        {summary ? (
          <Version version={summary.staging} ahead={summary.ahead} />
        ) : (
          unknown
        )}
      </td>
      <td data-column="deploy" className={styles.quiet}>
        {summary ? lastDeploy(summary, now) : unknown}
      </td>
      <td data-column="watch">
        <WatchLinks row={row} record={record} logUrl={summary?.logUrl} />
      </td>
    </tr>
  );
}

interface ServicesTableProps {
  /** Undefined while the first rows are on their way. */
  rows?: ComponentRow[];
  records: ReadonlyMap<string, ServiceRecord>;
  releases: ReadonlyMap<string, EntityReleases>;
  releasesLoading: boolean;
  now: Date;
}

/** One line per service. */
export function ServicesTable(props: ServicesTableProps) {
  const { rows, records, releases, ...rest } = props;
  return (
    <div className={styles.scroll}>
      <Table
        className={styles.table}
        caption="My services, worst health first"
        long="clip"
        aria-busy={!rows}
      >
        <thead>
          <tr>
            {heads.map(head => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <th scope="col">Go to</th>
          </tr>
        </thead>
        <tbody>
          {rows
            ? rows.map(row => (
                <Service
                  key={row.entityRef}
                  row={row}
                  record={records.get(row.entityRef)}
                  releases={releases.get(row.entityRef)}
                  {...rest}
                />
              ))
            : [1, 2, 3, 4, 5].map(line => (
                <tr key={line}>
                  {[...heads, 'Go to'].map(head => (
                    <td key={head}>
                      <SkeletonLine width="60%" />
                    </td>
                  ))}
                </tr>
              ))}
        </tbody>
      </Table>
    </div>
  );
}
