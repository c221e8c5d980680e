import type {
  ServicesAnswer,
  TeamShare,
} from '@fairway/plugin-adoption-common';
import { Link } from '@backstage/ui';
import {
  daysOfRange,
  rangePresets,
  Sparkline,
} from '@fairway/plugin-metrics-react';
import type { Adoption } from '../../hooks/useAdoptionView';
import { formatNumber, formatShare, nameTeam, tooFew } from '../../model/words';
import { DataTable, type Column } from '../DataTable';
import { LongTable } from '../LongTable';
import { Nothing } from '../Nothing';
import { NumberLink } from '../NumberLink';
import styles from './SharePanel.module.css';

interface TeamsTableProps {
  answer?: ServicesAnswer;
  adoption: Adoption;
}

/** A team as the lists take it. */
const asFilter = ({ team }: TeamShare) => team ?? 'none';

function joinedWords(joined: number): string {
  if (joined === 0) return 'no change';
  return joined > 0 ? `+${joined} joined` : `−${-joined} left`;
}

function inDays({ view: { range } }: Adoption): string {
  const preset =
    'preset' in range &&
    rangePresets.find(known => known.preset === range.preset);
  return `In ${preset ? preset.words : `${daysOfRange(range)} days`}`;
}

function columnsOf(adoption: Adoption): Column<TeamShare>[] {
  const { rowsHref } = adoption;
  return [
    {
      id: 'team',
      title: 'Team',
      width: 144,
      cell: row => (
        <Link
          standalone
          href={rowsHref({ list: 'services', team: asFilter(row) })}
        >
          {nameTeam(row.team)}
        </Link>
      ),
    },
    {
      id: 'bar',
      title: 'Bar',
      untitled: true,
      leaves: 'third',
      cell: ({ share }) =>
        share.value === undefined ? null : (
          <div className={styles.track}>
            <div
              className={styles.bar}
              style={{ width: `${(share.value * 100).toFixed(1)}%` }}
            />
          </div>
        ),
    },
    {
      id: 'share',
      title: 'Share',
      width: 84,
      numeric: true,
      sorted: true,
      cell: ({ share }) =>
        share.value === undefined ? (
          <span className={styles.quiet}>{tooFew(share.n)}</span>
        ) : (
          <strong>{formatShare(share.value)}</strong>
        ),
    },
    {
      id: 'series',
      title: 'Over time',
      width: 72,
      leaves: 'second',
      cell: ({ points, joined }) => (
        <Sparkline
          series={points.map(({ value }) => value ?? null)}
          worse={joined < 0}
        />
      ),
    },
    {
      id: 'services',
      title: 'Services',
      width: 96,
      numeric: true,
      cell: row => (
        <span className={styles.quiet}>
          <NumberLink
            n={row.share.count}
            href={rowsHref({
              list: 'services',
              team: asFilter(row),
              path: 'on',
            })}
            what={`services of ${nameTeam(row.team)} on a path`}
            quiet
          />{' '}
          of {formatNumber(row.share.n)}
        </span>
      ),
    },
    {
      id: 'joined',
      title: inDays(adoption),
      width: 104,
      numeric: true,
      leaves: 'third',
      cell: ({ joined }) => (
        <span className={styles.quiet}>{joinedWords(joined)}</span>
      ),
    },
  ];
}

/** What all teams together have that the first lines leave out. */
function restOf(rest: TeamShare[]): string {
  const sum = (of: 'count' | 'n') =>
    rest.reduce((total, { share }) => total + share[of], 0);
  const [count, n] = [sum('count'), sum('n')];
  const share = n ? `, ${formatShare(count / n)}` : '';
  return `The other ${formatNumber(rest.length)}: ${formatNumber(count)} of ${formatNumber(n)} services${share}.`;
}

/** One line for each team, the largest share first. */
export function TeamsTable({ answer, adoption }: TeamsTableProps) {
  const shared = {
    caption: 'Share of services on a path, by team',
    columns: columnsOf(adoption),
    keyOf: asFilter,
    tight: true,
  };
  if (!answer) return <DataTable {...shared} expected={6} />;
  if (answer.byTeam.length === 0)
    return <Nothing>No service is in the catalog yet.</Nothing>;
  return (
    <LongTable
      {...shared}
      rows={answer.byTeam}
      adoption={adoption}
      list="teams"
      first={9}
      noun="team"
      restOf={restOf}
    />
  );
}
