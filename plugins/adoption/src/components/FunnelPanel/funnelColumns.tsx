import type {
  CreationsAnswer,
  FunnelStage,
} from '@fairway/plugin-adoption-common';
import { formatSeconds } from '@fairway/plugin-metrics-react';
import type { Adoption } from '../../hooks/useAdoptionView';
import { isCompared } from '../../model/isCompared';
import { formatShare, stageWords, tooFew } from '../../model/words';
import type { Column } from '../DataTable';
import { BeforeNumber, NumberLink } from '../NumberLink';
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

function Share({ ofPrevious }: Pick<FunnelStage, 'ofPrevious'>) {
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
  adoption: Adoption,
): Column<FunnelStage>[] {
  const { rowsHref } = adoption;
  const most = Math.max(0, ...(answer?.funnel ?? []).map(({ n }) => n ?? 0));
  const before: Column<FunnelStage> = {
    id: 'before',
    title: 'Before',
    width: 68,
    numeric: true,
    leaves: 'first',
    cell: ({ stage, before: n }) =>
      answer && typeof n === 'number' ? (
        <BeforeNumber
          {...{ n, answer, adoption }}
          rows={{ list: 'attempts', reached: stage, publishes: 'true' }}
          what={`reached ${stageWords[stage]}`}
        />
      ) : (
        nothing
      ),
  };
  return [
    {
      id: 'stage',
      title: 'Reached',
      width: 108,
      cell: ({ stage }) => <strong>{stageWords[stage]}</strong>,
    },
    {
      id: 'bar',
      title: 'Bar',
      untitled: true,
      leaves: 'second',
      cell: stage => <Bar stage={stage} most={most} />,
    },
    {
      id: 'attempts',
      title: 'Attempts',
      width: 72,
      numeric: true,
      cell: ({ stage, n, ofPrevious }) =>
        n === null ? (
          nothing
        ) : (
          <>
            <NumberLink
              n={n}
              href={rowsHref({
                list: 'attempts',
                reached: stage,
                publishes: 'true',
              })}
              what={`attempts reached ${stageWords[stage]}`}
            />
            {ofPrevious ? (
              <span className={styles.under}>
                <Share ofPrevious={ofPrevious} />
              </span>
            ) : null}
          </>
        ),
    },
    ...(isCompared(answer) ? [before] : []),
    {
      id: 'share',
      title: 'Of the last',
      width: 76,
      numeric: true,
      leaves: 'third',
      cell: stage => <Share {...stage} />,
    },
    {
      id: 'median',
      title: 'Median to it',
      width: 92,
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
      // Room for both reasons of thousands in one line.
      width: '31%',
      cell: stage => <NotGoneOn stage={stage} rowsHref={rowsHref} />,
    },
  ];
}
