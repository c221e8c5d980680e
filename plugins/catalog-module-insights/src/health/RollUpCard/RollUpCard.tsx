import { useCallback } from 'react';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import {
  EmptyState,
  formatCount,
  formatMoment,
  Panel,
  Row,
  Rows,
  StatusLabel,
} from '@fairway/look';
import {
  entityPath,
  healthApiRef,
  HealthBadge,
  healthOrder,
  LoadFailure,
  useLoaded,
  useRefresh,
} from '@fairway/plugin-catalog-insights-react';
import type { EntityHealth, HealthRollUp } from '@fairway/plugin-health-common';
import { ReasonsSkeleton } from '../HealthCard';
import styles from './RollUpCard.module.css';

const REFRESH_SECONDS = 20;

/** The filter of the catalog page that shows what belongs to an entity. */
function catalogHref(kind: string, entityRef: string): string | undefined {
  const filters: Record<string, string> = { group: 'owner', system: 'system' };
  const filter = filters[kind.toLocaleLowerCase('en-US')];
  return filter
    ? `/catalog?${new URLSearchParams({ [filter]: entityRef, sort: 'health' })}`
    : undefined;
}

function Counts({ counts }: { counts: HealthRollUp['counts'] }) {
  return (
    <>
      {healthOrder
        .filter(status => counts[status] > 0)
        .map(status => (
          <StatusLabel
            key={status}
            sign={status}
            word={
              <span className={styles.count}>
                {counts[status].toLocaleString('en-US')} {status}
              </span>
            }
          />
        ))}
    </>
  );
}

function Worst({ health }: { health: EntityHealth }) {
  const ref = parseEntityRef(health.entityRef);
  const page = entityPath(ref);
  const [reason] = health.reasons;
  return (
    <Row
      detail={[
        ...(reason ? [reason.text, reason.sourceTitle] : []),
        `since ${formatMoment(health.since)}`,
      ].join(' · ')}
      end={<HealthBadge health={health} detail="" />}
    >
      <Link href={`${page}/health`} standalone weight="bold">
        {ref.name}
      </Link>
    </Row>
  );
}

function Content({ rollUp }: { rollUp: HealthRollUp }) {
  const { total, hidden, worst, counts } = rollUp;
  if (total === 0) {
    return (
      <EmptyState variant="noData" title="Nothing here has a health yet">
        What belongs here is looked at as soon as it is in the catalog.
      </EmptyState>
    );
  }
  return (
    <>
      {worst.length > 0 ? (
        <Rows label="What needs to be looked at, worst first">
          {worst.map(health => (
            <Worst key={health.entityRef} health={health} />
          ))}
        </Rows>
      ) : (
        <p className={styles.said}>
          {counts.healthy === 1
            ? 'The one that is known is healthy.'
            : `All ${formatCount(counts.healthy, 'component')} are healthy.`}
        </p>
      )}
      {hidden > 0 ? (
        <p className={styles.hidden}>
          {formatCount(hidden, 'more', 'more')} that you may not open{' '}
          {hidden === 1 ? 'is' : 'are'} not in these numbers.
        </p>
      ) : null}
    </>
  );
}

/** How everything of a team, a system or a domain is doing, worst first. */
export function RollUpCard() {
  const { entity } = useEntity();
  const api = useApi(healthApiRef);
  const entityRef = stringifyEntityRef(entity);
  const ask = useCallback(
    (signal: AbortSignal) => api.getRollUp(entityRef, { signal }),
    [api, entityRef],
  );
  const { state, reload, refresh } = useLoaded(ask);
  useRefresh(refresh, REFRESH_SECONDS);
  const href = catalogHref(entity.kind, entityRef);
  return (
    <Panel
      title="Health"
      flush
      end={
        <>
          {state.status === 'loaded' ? (
            <Counts counts={state.value.counts} />
          ) : null}
          {href ? <Link href={href}>Open in catalog</Link> : null}
        </>
      }
    >
      {state.status === 'loading' ? <ReasonsSkeleton /> : null}
      {state.status === 'failed' ? (
        <LoadFailure
          what="Health"
          error={state.error}
          retrying={state.retrying}
          onRetry={reload}
        >
          Nothing is known about the services themselves.
        </LoadFailure>
      ) : null}
      {state.status === 'loaded' ? <Content rollUp={state.value} /> : null}
    </Panel>
  );
}
