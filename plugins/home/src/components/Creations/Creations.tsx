import { ButtonLink, Link } from '@backstage/ui';
import {
  EmptyState,
  formatDuration,
  formatMoment,
  Panel,
  Row,
  Rows,
  Sign,
  SkeletonLine,
  type SignKind,
} from '@fairway/look';
import {
  LoadFailure,
  type Loaded,
  type LoadedResult,
} from '@fairway/plugin-catalog-insights-react';
import type { Creation } from '../../model/creations';
import styles from './Creations.module.css';

const SHOWN = 3;

const signs: Record<Creation['state'], [SignKind, string]> = {
  waiting: ['waiting', 'Waiting'],
  running: ['running', 'Running'],
  done: ['done', 'Done'],
  failed: ['failed', 'Failed'],
  stopped: ['unknown', 'Stopped'],
};

function between(from: string, to: number): string {
  return formatDuration(to - Date.parse(from));
}

function describe(creation: Creation, now: Date): string {
  const { state, startedAt, endedAt, step, steps } = creation;
  const at = endedAt ? ` · ${formatMoment(endedAt, now)}` : '';
  const took = endedAt ? ` in ${between(startedAt, Date.parse(endedAt))}` : '';
  switch (state) {
    case 'waiting':
      return `Waiting to start · ${between(startedAt, now.getTime())}`;
    case 'running':
      return [
        step ? `Step ${step.number} of ${steps}, ${step.name}` : 'Running',
        between(startedAt, now.getTime()),
      ].join(' · ');
    case 'done':
      return `Finished${took}${at}`;
    case 'failed':
      return `Failed${step ? ` at ${step.name}` : ''}${at}`;
    default:
      return `Stopped${at}`;
  }
}

function Bar({ creation }: { creation: Creation }) {
  const { name, step, steps } = creation;
  const done = step ? step.number - 1 : 0;
  return (
    <div
      className={styles.bar}
      role="progressbar"
      aria-label={`Steps done of ${name}`}
      aria-valuemin={0}
      aria-valuemax={steps}
      aria-valuenow={done}
    >
      <span
        style={{ width: `${((done + 0.5) / Math.max(1, steps)) * 100}%` }}
      />
    </div>
  );
}

function Item({ creation, now }: { creation: Creation; now: Date }) {
  const { id, name, state } = creation;
  const [sign, word] = signs[state];
  const href = `/create/tasks/${encodeURIComponent(id)}`;
  return (
    <Row
      start={<Sign sign={sign} label={word} />}
      detail={
        <>
          {describe(creation, now)}
          {state === 'running' ? <Bar creation={creation} /> : null}
        </>
      }
      end={
        <Link href={href} aria-label={`Open the run of ${name}`}>
          Open
        </Link>
      }
    >
      <b>{name}</b>
    </Row>
  );
}

interface CreationsProps {
  creations: LoadedResult<Creation[]>;
  /** What stands beside it is still on its way: all of it is shown at once. */
  loading: boolean;
  now: Date;
}

/** The reader's newest creations: what runs, what failed, what is done. */
export function Creations({ creations, loading, now }: CreationsProps) {
  const { reload } = creations;
  const state: Loaded<Creation[]> = loading
    ? { status: 'loading' }
    : creations.state;
  return (
    <Panel
      title="My creations"
      flush
      end={<Link href="/create/tasks">All runs</Link>}
    >
      {state.status === 'loading' ? (
        <div className={styles.skeleton} role="status" aria-label="Loading">
          <SkeletonLine width="50%" />
          <SkeletonLine width="70%" />
        </div>
      ) : null}
      {state.status === 'failed' ? (
        <LoadFailure
          what="Your creations"
          error={state.error}
          retrying={state.retrying}
          onRetry={reload}
        >
          What runs goes on.
        </LoadFailure>
      ) : null}
      {state.status === 'loaded' && state.value.length === 0 ? (
        <EmptyState
          variant="noData"
          title="You have created nothing yet"
          action={
            <ButtonLink variant="secondary" size="small" href="/create">
              Choose a path
            </ButtonLink>
          }
        >
          Each creation is kept here, with its steps and its log.
        </EmptyState>
      ) : null}
      {state.status === 'loaded' && state.value.length > 0 ? (
        <Rows>
          {state.value.slice(0, SHOWN).map(creation => (
            <Item key={creation.id} creation={creation} now={now} />
          ))}
        </Rows>
      ) : null}
    </Panel>
  );
}
