import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/ui';
import { safeUrl } from '@fairway/look';
import type { ComponentRow } from '@fairway/plugin-catalog-insights-common';
import { entityPath } from '@fairway/plugin-catalog-insights-react';
import type { ServiceRecord } from '../../hooks/useServices';
import styles from './MyServices.module.css';

interface WatchLinksProps {
  row: ComponentRow;
  record?: ServiceRecord;
  /** The log of the release that serves. */
  logUrl?: string;
}

/** To the logs and the metrics of a service. Where its metrics are not known, to how it is delivered. */
export function WatchLinks({ row, record, logUrl }: WatchLinksProps) {
  const known = (target: string) =>
    record?.links.find(found => found.target === target)?.href;
  const links = [
    { title: 'Logs', href: known('logs') ?? safeUrl(logUrl) },
    { title: 'Metrics', href: known('metrics') },
  ];
  return (
    <span className={styles.watch}>
      {links.map(({ title, href }) =>
        href ? (
          <Link
            key={title}
            href={href}
            aria-label={`${title} of ${row.name}`}
            target="_blank"
            rel="noopener noreferrer"
          >
            {title}
          </Link>
        ) : null,
      )}
      {known('metrics') ? null : (
        <Link
          href={`${entityPath(parseEntityRef(row.entityRef))}/delivery`}
          aria-label={`Delivery of ${row.name}`}
        >
          Delivery
        </Link>
      )}
    </span>
  );
}
