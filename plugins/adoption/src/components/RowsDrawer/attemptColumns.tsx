import type {
  AttemptFailure,
  AttemptRow,
} from '@fairway/plugin-adoption-common';
import { Link } from '@backstage/ui';
import { formatMoment } from '@fairway/look';
import { runPath } from '../../model/runPath';
import type { RowsView } from '../../model/adoptionView';
import { nameOf, nameTeam, outcomeWords, stageWords } from '../../model/words';
import type { Column } from '../DataTable';
import styles from './RowsDrawer.module.css';

function beganAt({ moments }: AttemptRow): string | undefined {
  return moments.opened ?? moments.started;
}

function Attempt({ row, now }: { row: AttemptRow; now: Date }) {
  const { taskId, name, template, templateVersion, team } = row;
  const began = beganAt(row);
  return (
    <>
      {taskId ? (
        <Link standalone href={runPath(taskId)} weight="bold">
          {name ?? 'Run'}
        </Link>
      ) : (
        <strong>No run</strong>
      )}
      <span className={styles.quiet}>
        {began ? formatMoment(began, now) : null}
      </span>
      <span className={styles.quiet}>
        {taskId ? (
          <>
            <span className={styles.part}>{nameTeam(team)}</span> ·{' '}
          </>
        ) : null}
        <span className={styles.part}>
          {`${nameOf(template)} ${templateVersion ?? ''}`.trim()}
        </span>
      </span>
    </>
  );
}

function HowFar({ row, now }: { row: AttemptRow; now: Date }) {
  const { reached, outcome, moments } = row;
  const at = moments[reached];
  return (
    <>
      {stageWords[reached]}
      <span className={styles.quiet}>{at ? formatMoment(at, now) : null}</span>
      {outcome ? (
        <span className={styles.quiet}>run {outcomeWords[outcome]}</span>
      ) : null}
    </>
  );
}

function Failure(props: {
  failure: AttemptFailure;
  taskId?: string;
  now: Date;
}) {
  const { failure, taskId, now } = props;
  const { at, step, stepName, message } = failure;
  return (
    <li>
      <strong>{stepName}</strong>: {message}
      <span className={styles.quiet}>
        {formatMoment(at, now)}
        {taskId ? (
          <>
            {' · '}
            <Link href={runPath(taskId, step)}>log of the step</Link>
          </>
        ) : null}
      </span>
    </li>
  );
}

function Retried({ row, now }: { row: AttemptRow; now: Date }) {
  const { retried, failures } = row;
  if (failures.length === 0) return null;
  if (!retried) return <span className={styles.quiet}>Not retried since.</span>;
  return (
    <span className={styles.quiet}>
      <Link href={runPath(retried.taskId)}>
        Retried {formatMoment(retried.at, now)}
      </Link>
      : {outcomeWords[retried.outcome]}
    </span>
  );
}

function Broke(props: { row: AttemptRow; rows: RowsView; now: Date }) {
  const { row, rows, now } = props;
  const shown = rows.failure
    ? row.failures.filter(({ failure }) => failure === rows.failure)
    : row.failures;
  if (shown.length === 0) return <span className={styles.quiet}>–</span>;
  return (
    <>
      <ul className={styles.failures}>
        {shown.map(failure => (
          <Failure
            key={`${failure.at} ${failure.failure}`}
            failure={failure}
            taskId={row.taskId}
            now={now}
          />
        ))}
      </ul>
      <Retried row={row} now={now} />
    </>
  );
}

/** An attempt: what it was for, how far it came, and what broke. */
export function attemptColumns(
  rows: RowsView,
  now: Date,
): Column<AttemptRow>[] {
  return [
    {
      id: 'attempt',
      title: 'Attempt',
      width: 168,
      cell: row => <Attempt row={row} now={now} />,
    },
    {
      id: 'reached',
      title: 'How far',
      width: 112,
      leaves: rows.failure || rows.failedOnce ? 'third' : undefined,
      cell: row => <HowFar row={row} now={now} />,
    },
    {
      id: 'broke',
      title: 'What broke',
      cell: row => <Broke row={row} rows={rows} now={now} />,
    },
  ];
}
