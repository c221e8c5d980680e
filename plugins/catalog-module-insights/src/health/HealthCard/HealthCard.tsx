import { getCompoundEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { formatMoment, InlineNote, Panel, useNow } from '@fairway/look';
import {
  entityPath,
  HealthReasons,
  LoadFailure,
} from '@fairway/plugin-catalog-insights-react';
import { useEntityHealth } from '../EntityHealth';
import { NothingKnown } from '../NothingKnown';
import { ReasonsSkeleton } from './ReasonsSkeleton';
import styles from './HealthCard.module.css';

interface HealthNowProps {
  /** Links to the timeline where it is not on the same page. */
  withTimeline?: boolean;
  title: string;
}

/** How it is doing now, with every reason. */
export function HealthNow({ withTimeline, title }: HealthNowProps) {
  const { entity } = useEntity();
  const health = useEntityHealth();
  const now = useNow({ every: 5_000 });
  if (!health) return null;
  const { state, reload } = health;
  const timeline = `${entityPath(getCompoundEntityRef(entity))}/health`;
  const loaded = state.status === 'loaded' ? state : undefined;
  return (
    <Panel
      title={title}
      flush
      end={
        <>
          {loaded?.value.reasons.length ? (
            <span>The worst that matters decides</span>
          ) : null}
          {withTimeline ? <Link href={timeline}>Timeline</Link> : null}
        </>
      }
    >
      {loaded?.outdated ? (
        <div className={styles.outdated}>
          <InlineNote
            tone="warning"
            sign="unknown"
            title="Health can’t be asked for."
          >
            Shown as it was {formatMoment(loaded.at, now)}; asked for again
            every few seconds.
          </InlineNote>
        </div>
      ) : null}
      {state.status === 'loading' ? <ReasonsSkeleton /> : null}
      {state.status === 'failed' ? (
        <LoadFailure
          what="Health"
          error={state.error}
          retrying={state.retrying}
          onRetry={reload}
        >
          Nothing is known about the service itself: this is no sign that it is
          down.
        </LoadFailure>
      ) : null}
      {loaded && loaded.value.reasons.length === 0 ? (
        <NothingKnown entity={entity} />
      ) : null}
      {loaded?.value.reasons.length ? (
        <HealthReasons
          label="Reasons"
          reasons={loaded.value.reasons}
          now={now}
        />
      ) : null}
    </Panel>
  );
}

/** On the overview: how it is doing and why, worst first. */
export function HealthCard() {
  return <HealthNow title="Health" withTimeline />;
}
