import { Button, Link } from '@backstage/ui';
import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { getEntityRelations, useEntity } from '@backstage/plugin-catalog-react';
import {
  EmptyState,
  formatElapsed,
  formatMoment,
  InlineNote,
  Panel,
  safeUrl,
  useNow,
} from '@fairway/look';
import type { EntityReleases } from '@fairway/plugin-releases-common';
import { useReleases, type Releases } from '../../hooks/useReleases';
import { describeRefusal } from '../../model/describeRefusal';
import { ReleasesOverview } from '../ReleasesOverview';
import { ReleasesSkeleton } from './ReleasesSkeleton';
import styles from './WhereItRunsCard.module.css';

const CLOCK_MILLISECONDS = 5_000;

/** On a component's page: where it runs, and promoting it. */
export function WhereItRunsCard() {
  const { entity } = useEntity();
  const releases = useReleases(stringifyEntityRef(entity));
  const now = useNow({ every: CLOCK_MILLISECONDS });
  const owners = getEntityRelations(entity, RELATION_OWNED_BY).map(
    ({ name }) => name,
  );
  const { state } = releases;
  return (
    <Panel
      title="Where it runs"
      flush
      end={
        state.status === 'loaded' ? (
          <Freshness releases={state.releases} now={now} />
        ) : null
      }
    >
      <Content releases={releases} owners={owners} now={now} />
    </Panel>
  );
}

function Freshness(props: { releases: EntityReleases; now: Date }) {
  const { title, asOf, stale } = props.releases.source;
  if (stale || props.releases.environments.length === 0) {
    return null;
  }
  const age = props.now.getTime() - Date.parse(asOf);
  return (
    <span>
      reported by {title}, {formatElapsed(age)} ago
    </span>
  );
}

function Content(props: { releases: Releases; owners: string[]; now: Date }) {
  const { owners, now } = props;
  const { state, reload, promote } = props.releases;
  if (state.status === 'loading') {
    return <ReleasesSkeleton />;
  }
  if (state.status === 'failed') {
    return <Failure {...state} onRetry={reload} />;
  }
  const { releases, arrived, error, reloading } = state;
  return (
    <>
      <StaleNote {...{ releases, error, reloading, now }} onRetry={reload} />
      {releases.environments.length === 0 ? (
        <NothingYet url={releases.source.url} />
      ) : (
        <ReleasesOverview
          {...{ releases, arrived, owners, now }}
          onPromote={promote}
        />
      )}
    </>
  );
}

function NothingYet({ url }: { url: string | undefined }) {
  const href = safeUrl(url);
  return (
    <EmptyState
      variant="noData"
      title="Nothing runs yet"
      action={
        href ? (
          <Link href={href} target="_blank" rel="noreferrer">
            CI runs
          </Link>
        ) : null
      }
    >
      The first release appears here when CI has passed on main and staging has
      started it. If CI failed, correct it on main.
    </EmptyState>
  );
}

function Failure(props: {
  error: Error;
  reloading: boolean;
  onRetry: () => void;
}) {
  const { error, reloading, onRetry } = props;
  const { message, status, requestId } = describeRefusal(error);
  if (status === 403) {
    return (
      <EmptyState
        variant="noPermission"
        title="Where it runs can’t be shown from this record"
      >
        {message}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      variant="error"
      title="Where it runs could not be loaded"
      onRetry={onRetry}
      retrying={reloading}
      status={status}
      requestId={requestId}
      details={`${error.name}: ${error.message}`}
    >
      {message}. Nothing is known about the service itself: this is no sign that
      it is down.
    </EmptyState>
  );
}

function StaleNote(props: {
  releases: EntityReleases;
  error: Error | undefined;
  reloading: boolean;
  now: Date;
  onRetry: () => void;
}) {
  const { releases, error, reloading, now, onRetry } = props;
  const { asOf, stale } = releases.source;
  const reason = error ? describeRefusal(error).message : stale?.reason;
  if (!reason) {
    return null;
  }
  return (
    <div className={styles.stale}>
      <InlineNote
        tone="warning"
        sign="unknown"
        title={`${reason}.`}
        action={
          <Button
            variant="secondary"
            size="small"
            isPending={reloading}
            onPress={onRetry}
          >
            Try now
          </Button>
        }
      >
        Shown as it was {formatMoment(asOf, now)}.
      </InlineNote>
    </div>
  );
}
