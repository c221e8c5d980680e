import type {
  CreationsAnswer,
  FunnelStage,
} from '@fairway/plugin-adoption-common';
import { formatSeconds } from '@fairway/plugin-metrics-react';
import type { Adoption } from '../../hooks/useAdoptionView';
import { isCompared } from '../../model/isCompared';
import {
  formatNumber,
  formatShare,
  stageWords,
  tooFew,
} from '../../model/words';
import type { Column } from '../DataTable';
import { NumberLink } from '../NumberLink';
import { NotGoneOn } from './NotGoneOn';
import styles from './FunnelPanel.module.css';

const nothing = <span className={styles.quiet}>–</span>;

function Bar({ stage, most }: { stage: FunnelStage; most: number }) {
  return stage.n === null ? null : (
    <div
      className={styles.bar}
      data-stage={stage.stage}
      style={{ width: `${((stage.n / (most || 1)) * 100).toFixed(1)}%` }}
    />
  );
}

function Share({ ofPrevious }: FunnelStage) {
  if (!ofPrevious) return nothing;
  return ofPrevious.value === undefined ? (
    <span className={styles.quiet}>{tooFew(ofPrevious.n)}</span>
  ) : (
    <>{formatShare(ofPrevious.value)}</>
  );
}

function Time(props: { stage: FunnelStage; of: 'median' | 'p95' }) {
  const { time } = props.stage;
  if (!time) return nothing;
  const seconds = time[props.of];
  if (seconds !== undefined) return <>{formatSeconds(seconds)}</>;
  return props.of === 'median' ? (
    <span className={styles.quiet}>{tooFew(time.n)}</span>
  ) : (
    nothing
  );
}

/** What the funnel tells of each stage. */
export function funnelColumns(
  answer: CreationsAnswer | undefined,
  { rowsHref }: Adoption,
): Column<FunnelStage>[] {
  const most = Math.max(0, ...(answer?.funnel ?? []).map(({ n }) => n ?? 0));
  const before: Column<FunnelStage> = {
    id: 'before',
    title: 'Before',
    width: 72,
    numeric: true,
    leaves: 'first',
    cell: stage => (
      <span className={styles.quiet}>
        {typeof stage.before === 'number' ? formatNumber(stage.before) : '–'}
      </span>
    ),
  };
  return [
    {
      id: 'stage',
      title: 'Reached',
      width: 116,
      cell: ({ stage }) => <strong>{stageWords[stage]}</strong>,
    },
    {
      id: 'bar',
      title: 'Bar',
      untitled: true,
      leaves: 'third',
      cell: stage => <Bar stage={stage} most={most} />,
    },
    {
      id: 'attempts',
      title: 'Attempts',
      width: 76,
      numeric: true,
      cell: ({ stage, n }) =>
        n === null ? (
          nothing
        ) : (
          <NumberLink
            n={n}
            href={rowsHref({
              list: 'attempts',
              reached: stage,
              publishes: 'true',
            })}
            what={`attempts reached ${stageWords[stage]}`}
          />
        ),
    },
    ...(isCompared(answer) ? [before] : []),
    {
      id: 'share',
      title: 'Of the last',
      width: 84,
      numeric: true,
      cell: stage => <Share {...stage} />,
    },
    {
      id: 'median',
      title: 'Median to it',
      width: 96,
      numeric: true,
      leaves: 'third',
      cell: stage => <Time stage={stage} of="median" />,
    },
    {
      id: 'p95',
      title: 'p95',
      width: 64,
      numeric: true,
      leaves: 'first',
      cell: stage => <Time stage={stage} of="p95" />,
    },
    {
      id: 'stopped',
      title: 'Did not go on',
      cell: stage => <NotGoneOn stage={stage} rowsHref={rowsHref} />,
    },
  ];
}
