import { Link } from '@backstage/ui';
import {
  formatDuration,
  formatMoment,
  StatusLabel,
  Table,
  useNow,
} from '@fairway/look';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Run } from '../../api';
import { useIdentity } from '../../hooks/useIdentity';
import { shortName } from '../../model/promises';
import {
  isUnderWay,
  listedDuration,
  listedStatus,
  summarise,
} from '../../model/runSummary';
import { runRouteRef } from '../../routes';
import styles from './RunsPage.module.css';

interface RunRowProps {
  run: Run;
  now: Date;
  identity?: string;
}

function RunRow({ run, now, identity }: RunRowProps) {
  const runRoute = useRouteRef(runRouteRef);
  const { title, path, owner, startedBy } = summarise(run);
  const duration = listedDuration(run, now);
  const took = duration === undefined ? '–' : formatDuration(duration);
  const by = startedBy === identity ? 'you' : shortName(startedBy ?? '');
  return (
    <tr>
      <th scope="row" className={styles.name}>
        <Link
          href={runRoute?.({ taskId: run.id }) ?? `/create/tasks/${run.id}`}
          weight="bold"
          standalone
        >
          {title}
        </Link>
      </th>
      <td>
        <StatusLabel {...listedStatus(run)} />
      </td>
      <td className={styles.second}>{path?.fullTitle ?? '–'}</td>
      <td className={styles.second}>{owner ? shortName(owner) : '–'}</td>
      <td className={styles.third}>{by || '–'}</td>
      <td className={styles.second}>{formatMoment(run.createdAt, now)}</td>
      <td className={styles.figure}>
        {isUnderWay(run) ? <span>{took} so far</span> : took}
      </td>
    </tr>
  );
}

/** One line per run. */
export function RunsTable({ runs }: { runs: Run[] }) {
  const now = useNow({ every: 1_000 });
  const identity = useIdentity();
  return (
    <Table className={styles.table} caption="Runs, newest first">
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col">State</th>
          <th scope="col" className={styles.second}>
            Path
          </th>
          <th scope="col" className={styles.second}>
            Owner
          </th>
          <th scope="col" className={styles.third}>
            Started by
          </th>
          <th scope="col" className={styles.second}>
            Started
          </th>
          <th scope="col" className={styles.figure}>
            Took
          </th>
        </tr>
      </thead>
      <tbody>
        {runs.map(run => (
          <RunRow key={run.id} run={run} now={now} identity={identity} />
        ))}
      </tbody>
    </Table>
  );
}
