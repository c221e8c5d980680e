import { ButtonLink, Link } from '@backstage/ui';
import { EmptyState, Panel, StatusLabel } from '@fairway/look';
import {
  healthOrder,
  LoadFailure,
  type LoadedResult,
} from '@fairway/plugin-catalog-insights-react';
import type { EntityReleases } from '@fairway/plugin-releases-common';
import { RiAddLine } from '@remixicon/react';
import type { Services, ServiceRecord } from '../../hooks/useServices';
import { ServicesTable } from './ServicesTable';
import styles from './MyServices.module.css';

const catalogHref = '/catalog?whose=mine&sort=health';

interface MyServicesProps {
  services: LoadedResult<Services>;
  /** Not all of it is known yet. */
  loading: boolean;
  records: ReadonlyMap<string, ServiceRecord>;
  releases: ReadonlyMap<string, EntityReleases>;
  releasesLoading: boolean;
  now: Date;
}

function Counts({ counts }: Pick<Services, 'counts'>) {
  return (
    <>
      {healthOrder.map(status =>
        counts[status] ? (
          <StatusLabel
            key={status}
            sign={status}
            word={
              <span className={styles.quiet}>
                {counts[status]} {status}
              </span>
            }
          />
        ) : null,
      )}
    </>
  );
}

function NoService() {
  return (
    <EmptyState
      variant="noData"
      title="Your teams own no service yet"
      action={
        <>
          <ButtonLink
            variant="primary"
            size="small"
            href="/create"
            iconStart={<RiAddLine />}
          >
            Create Service
          </ButtonLink>
          <ButtonLink variant="secondary" size="small" href="/catalog-import">
            Import a repository
          </ButtonLink>
        </>
      }
    >
      What you create for a team of yours appears here, with its health and
      where it runs.
    </EmptyState>
  );
}

/** How logs and metrics come to be linked to, said while they are of none. */
function NotConfigured() {
  return (
    <p className={styles.more}>
      No logs or metrics are linked yet: <code>fairway.links</code> says where
      they are for all services, <code>fairway/logs-url</code> for one.{' '}
      <Link href="/docs/default/component/fairway/getting-started#logs-and-metrics">
        How it is configured
      </Link>
    </p>
  );
}

/** The reader's own services: how they are, what runs, and where to look. */
export function MyServices(props: MyServicesProps) {
  const { services, loading, ...rest } = props;
  const { state, reload } = services;
  const { records } = rest;
  const watched = [...records.values()].some(({ links }) =>
    links.some(({ target }) => target === 'logs' || target === 'metrics'),
  );
  const value = state.status === 'loaded' && !loading ? state.value : undefined;
  return (
    <Panel
      title={
        <>
          My services{' '}
          {value?.total ? (
            <span className={styles.quiet}>{value.total}</span>
          ) : null}
        </>
      }
      flush
      end={
        <>
          {value ? <Counts counts={value.counts} /> : null}
          <Link href={catalogHref}>Open in catalog</Link>
        </>
      }
    >
      {state.status === 'failed' ? (
        <LoadFailure
          what="Your services"
          error={state.error}
          retrying={state.retrying}
          onRetry={reload}
        >
          Nothing is known about the services themselves: this is no sign that
          one is down.
        </LoadFailure>
      ) : null}
      {value?.total === 0 ? <NoService /> : null}
      {(loading && state.status !== 'failed') || value?.total ? (
        <ServicesTable rows={value?.rows} {...rest} />
      ) : null}
      {value && value.total > value.rows.length ? (
        <p className={styles.more}>
          The {value.rows.length} that need looking at most;{' '}
          <Link href={catalogHref}>all {value.total}</Link> are in the catalog.
        </p>
      ) : null}
      {value && records.size > 0 && !watched ? <NotConfigured /> : null}
    </Panel>
  );
}
