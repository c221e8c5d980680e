import { parseEntityRef } from '@backstage/catalog-model';
import { ButtonLink, Link } from '@backstage/ui';
import {
  EmptyState,
  formatMoment,
  Panel,
  Row,
  Rows,
  safeUrl,
  Sign,
  SkeletonLine,
} from '@fairway/look';
import type {
  ComponentRow,
  UnownedAnswer,
} from '@fairway/plugin-catalog-insights-common';
import {
  entityPath,
  healthFacts,
  type Loaded,
} from '@fairway/plugin-catalog-insights-react';
import type { HealthReason } from '@fairway/plugin-health-common';
import { RiArrowRightLine } from '@remixicon/react';
import type { Services, ServiceRecord } from '../../hooks/useServices';
import { unsettled, type Creation } from '../../model/creations';
import styles from './Attention.module.css';

const WEEK = 7 * 24 * 60 * 60 * 1_000;
const words = { unhealthy: 'is unhealthy', degraded: 'is degraded' };

interface TroubleProps {
  row: ComponentRow;
  reason?: HealthReason;
  record?: ServiceRecord;
  now: Date;
}

/** A service of one's own that is not well: why, and the way to act. */
function Trouble({ row, reason, record, now }: TroubleProps) {
  const { entityRef, name, health } = row;
  const status = health?.status === 'degraded' ? 'degraded' : 'unhealthy';
  const page = entityPath(parseEntityRef(entityRef));
  const logs = record?.links.find(({ target }) => target === 'logs');
  const act = safeUrl(reason?.link?.url);
  const text = reason?.text ?? health?.text;
  return (
    <Row
      start={<Sign sign={status} label={status} />}
      detail={reason ? healthFacts(reason, now) : 'See its page for why.'}
      end={
        <>
          {logs ? (
            <ButtonLink
              variant="secondary"
              size="small"
              href={logs.href}
              aria-label={`Logs of ${name}`}
            >
              Logs
            </ButtonLink>
          ) : null}
          <ButtonLink
            variant="secondary"
            size="small"
            href={act ?? `${page}/health`}
            iconEnd={<RiArrowRightLine />}
          >
            {act && reason?.link ? reason.link.title : 'See why'}
          </ButtonLink>
        </>
      }
    >
      <Link href={`${page}/health`} standalone weight="bold">
        {name}
      </Link>{' '}
      {words[status]} since {formatMoment(health?.since ?? now, now)}
      {text ? `: ${text.replace(/\.$/, '')}.` : '.'}
    </Row>
  );
}

function Stopped({ creation }: { creation: Creation }) {
  const { id, name, step, steps, error } = creation;
  return (
    <Row
      start={<Sign sign="failed" label="Failed" />}
      detail={
        error ?? 'What exists is kept; a retry goes on from where it stopped.'
      }
      end={
        <ButtonLink
          variant="secondary"
          size="small"
          href={`/create/tasks/${encodeURIComponent(id)}`}
          iconEnd={<RiArrowRightLine />}
        >
          See what to do
        </ButtonLink>
      }
    >
      <b>Creation of {name}</b> stopped
      {step ? ` at step ${step.number} of ${steps}, ${step.name}` : ''}.
    </Row>
  );
}

function NeedsOwner({ unowned }: { unowned: UnownedAnswer }) {
  const { items, nextCursor } = unowned;
  const [first] = items;
  const { name } = parseEntityRef(first.entityRef);
  const others = items.length - 1;
  const subject = others
    ? `and ${others}${nextCursor ? '+' : ''} more need an owner`
    : 'needs an owner';
  return (
    <Row
      start={<Sign sign="unknown" label="Without an owner" />}
      detail="Its owner is not in the catalog, or nobody is in that team."
      end={
        <ButtonLink
          variant="secondary"
          size="small"
          href="/needs-owner"
          iconEnd={<RiArrowRightLine />}
        >
          Choose {others ? 'owners' : 'an owner'}
        </ButtonLink>
      }
    >
      <b>{first.title ?? name}</b> {subject}.
    </Row>
  );
}

interface AttentionProps {
  services: Loaded<Services>;
  creations: Loaded<Creation[]>;
  unowned: UnownedAnswer;
  /** Services that are not well, worst first. */
  troubled: ComponentRow[];
  /** Why they are not, by reference. */
  reasons: ReadonlyMap<string, HealthReason>;
  records: ReadonlyMap<string, ServiceRecord>;
  /** Not all of it is known yet. */
  loading: boolean;
  now: Date;
}

function stoppedOf(creations: Loaded<Creation[]>, now: Date): Creation[] {
  return creations.status === 'loaded'
    ? unsettled(creations.value).filter(
        ({ startedAt }) => now.getTime() - Date.parse(startedAt) < WEEK,
      )
    : [];
}

/** What waits for the reader to do something, each with what that is. */
export function Attention(props: AttentionProps) {
  const { services, creations, unowned, troubled } = props;
  const { reasons, records, loading, now } = props;
  const stopped = stoppedOf(creations, now);
  const ownerless = unowned.items.length > 0;
  const count = troubled.length + stopped.length + (ownerless ? 1 : 0);
  return (
    <Panel
      title={
        <>
          Needs your attention{' '}
          {count > 0 && !loading ? (
            <span className={styles.count}>{count}</span>
          ) : null}
        </>
      }
      flush
    >
      {count > 0 && !loading ? (
        <Rows>
          {troubled.map(row => (
            <Trouble
              key={row.entityRef}
              row={row}
              reason={reasons.get(row.entityRef)}
              record={records.get(row.entityRef)}
              now={now}
            />
          ))}
          {stopped.map(creation => (
            <Stopped key={creation.id} creation={creation} />
          ))}
          {ownerless ? <NeedsOwner unowned={unowned} /> : null}
        </Rows>
      ) : null}
      {loading ? (
        <div className={styles.skeleton} role="status" aria-label="Loading">
          <SkeletonLine width="62%" />
          <SkeletonLine width="40%" />
        </div>
      ) : null}
      {count === 0 && !loading ? <Nothing services={services} /> : null}
    </Panel>
  );
}

function Nothing({ services }: { services: Loaded<Services> }) {
  return services.status === 'failed' ? (
    <p className={styles.said}>
      Not known: your services could not be loaded, see below.
    </p>
  ) : (
    <EmptyState variant="noData" title="Nothing waits for you">
      What is not well, a creation that stopped, and what lost its owner stand
      here.
    </EmptyState>
  );
}
