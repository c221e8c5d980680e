import type {
  CreationsAnswer,
  FailureGroup,
} from '@fairway/plugin-adoption-common';
import { Link } from '@backstage/ui';
import { formatCount, formatMoment, Panel } from '@fairway/look';
import type { Adoption } from '../../hooks/useAdoptionView';
import { formatNumber } from '../../model/words';
import { isCompared } from '../../model/isCompared';
import { DataTable, type Column } from '../DataTable';
import { LongTable } from '../LongTable';
import { Nothing } from '../Nothing';
import { BeforeNumber, NumberLink } from '../NumberLink';
import styles from './BreaksPanel.module.css';

interface BreaksPanelProps {
  answer?: CreationsAnswer;
  adoption: Adoption;
  now: Date;
}

function Totals(props: { answer: CreationsAnswer; adoption: Adoption }) {
  const { failures } = props.answer;
  const { rowsHref } = props.adoption;
  const { failedOnce, finishedOnRetry, notFinished } = failures;
  if (failedOnce.count === 0) return null;
  const failed = (finished?: 'true' | 'false') =>
    rowsHref({
      list: 'attempts',
      failedOnce: 'true',
      finishedOnRetry: finished,
    });
  return (
    <span>
      <NumberLink
        n={failedOnce.count}
        href={failed()}
        what="creations"
        quiet
      >{` of ${formatNumber(failedOnce.n)} creations failed at least once`}</NumberLink>
      ;{' '}
      <NumberLink n={finishedOnRetry} href={failed('true')} what="" quiet>
        {' finished on a retry'}
      </NumberLink>
      ,{' '}
      <NumberLink n={notFinished} href={failed('false')} what="" quiet>
        {' did not'}
      </NumberLink>
    </span>
  );
}

function columnsOf({
  answer,
  adoption,
  now,
}: BreaksPanelProps): Column<FailureGroup>[] {
  const { rowsHref } = adoption;
  const before: Column<FailureGroup> = {
    id: 'before',
    title: 'Before',
    width: 68,
    numeric: true,
    leaves: 'first',
    cell: ({ id, before: n = 0, message }) =>
      answer ? (
        <BeforeNumber
          {...{ n, answer, adoption }}
          rows={{ list: 'attempts', failure: id }}
          what={`runs failed so: ${message}`}
        />
      ) : null,
  };
  return [
    {
      id: 'message',
      title: 'Message',
      cell: ({ id, message, stepName }) => (
        <>
          <Link standalone href={rowsHref({ list: 'attempts', failure: id })}>
            {message}
          </Link>
          <span className={styles.step}>{stepName}</span>
        </>
      ),
    },
    {
      id: 'step',
      title: 'Step',
      width: 168,
      leaves: 'third',
      cell: ({ stepName }) => stepName,
    },
    {
      id: 'runs',
      title: 'Runs',
      width: 72,
      numeric: true,
      sorted: true,
      cell: ({ id, runs, message }) => (
        <NumberLink
          n={runs}
          href={rowsHref({ list: 'attempts', failure: id })}
          what={`runs failed so: ${message}`}
        />
      ),
    },
    ...(isCompared(answer) ? [before] : []),
    {
      id: 'teams',
      title: 'Teams',
      width: 68,
      numeric: true,
      leaves: 'first',
      cell: ({ teams }) => formatNumber(teams),
    },
    {
      id: 'retried',
      title: 'Finished on a retry',
      width: 140,
      numeric: true,
      leaves: 'third',
      cell: ({ id, runs, finishedOnRetry, message }) => (
        <span className={styles.quiet}>
          <NumberLink
            n={finishedOnRetry}
            href={rowsHref({
              list: 'attempts',
              failure: id,
              finishedOnRetry: 'true',
            })}
            what={`finished on a retry: ${message}`}
          />{' '}
          of {formatNumber(runs)}
        </span>
      ),
    },
    {
      id: 'seen',
      title: 'Last seen',
      width: 112,
      numeric: true,
      leaves: 'first',
      cell: ({ lastSeen }) => (
        <span className={styles.quiet}>{formatMoment(lastSeen, now)}</span>
      ),
    },
  ];
}

/** At which step, with which words, and whether a retry helped. */
export function BreaksPanel(props: BreaksPanelProps) {
  const { answer, adoption } = props;
  const shared = {
    caption: 'Failed creations, grouped by step and message',
    columns: columnsOf(props),
    keyOf: ({ id }: FailureGroup) => id,
    wrap: true,
  };
  const failures = answer?.failures;
  return (
    <Panel
      title="Where creations break"
      flush
      end={answer ? <Totals answer={answer} adoption={adoption} /> : null}
    >
      {failures?.groups.length === 0 ? (
        <Nothing>
          {failures.failedOnce.n
            ? `${formatCount(failures.failedOnce.n, 'creation')} in these days, and no failure.`
            : 'No creation was started in these days.'}
        </Nothing>
      ) : null}
      {failures?.groups.length ? (
        <LongTable
          {...shared}
          rows={failures.groups}
          adoption={adoption}
          list="failures"
          first={7}
          noun="message"
          note={
            failures.more
              ? `${formatCount(failures.more.runs, 'run')} failed in ${formatCount(failures.more.groups, 'further way')}; the CSV has them.`
              : undefined
          }
        />
      ) : null}
      {answer ? null : <DataTable {...shared} expected={6} />}
    </Panel>
  );
}
