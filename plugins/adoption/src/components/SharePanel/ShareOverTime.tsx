import type {
  ServicesAnswer,
  SharePoint,
} from '@fairway/plugin-adoption-common';
import { Link } from '@backstage/ui';
import { formatCount } from '@fairway/look';
import { formatDay, lastDay } from '@fairway/plugin-metrics-react';
import type { Adoption } from '../../hooks/useAdoptionView';
import type { LongList } from '../../model/adoptionView';
import { formatNumber, formatShare, nameTeam, tooFew } from '../../model/words';
import { DataTable, type Column } from '../DataTable';
import { NumberLink } from '../NumberLink';
import { TimeChart, type TimeLine, type TimePoint } from '../TimeChart';
import styles from './SharePanel.module.css';

interface ShareOverTimeProps {
  answer: ServicesAnswer;
  adoption: Adoption;
  table: boolean;
}

interface Moment {
  label: string;
  /** The last whole day before it. */
  day: string;
  all: SharePoint;
  /** In the order of the answer's teams. */
  teams: SharePoint[];
}

const TICKS = [0, 0.25, 0.5, 0.75, 1];
/** Nobody reads a table that is wider than this; the CSV has all teams. */
const MOST_COLUMNS = 12;

const ALL_TEAMS: LongList[] = ['teams'];

const marks = ['second', 'third', 'fourth'] as const;

/** A moment is the end of a day, so that day is what it is called. */
const labelOf = (moment: string) => formatDay(lastDay(moment));

function ShareCell(props: {
  point: SharePoint;
  at: Moment;
  team?: string;
  adoption: Adoption;
}) {
  const { point, at, team, adoption } = props;
  const { value, onPath, services } = point;
  if (value === undefined) return <>{tooFew(services)}</>;
  return (
    <>
      {formatShare(value)}{' '}
      <NumberLink
        n={onPath}
        href={adoption.rowsHref({
          ...{ list: 'services', path: 'on', team },
          days: { from: at.day, to: at.day },
        })}
        what={`services${team ? ` of ${nameTeam(team)}` : ''} on a path, ${at.label}`}
        quiet
      >{` of ${formatNumber(services)}`}</NumberLink>
    </>
  );
}

/** The teams with the most services. */
function largest({ byTeam }: ServicesAnswer, most: number) {
  return byTeam
    .toSorted((one, other) => other.share.n - one.share.n)
    .filter(({ team }) => team !== null)
    .slice(0, most);
}

function describe({ moments, points }: ServicesAnswer): string {
  const known = moments.flatMap((moment, index) => {
    const { value } = points[index];
    return value === undefined ? [] : [{ day: labelOf(moment), value }];
  });
  if (known.length === 0) return 'Too few services for a share at any moment.';
  const [first, last] = [known[0], known.at(-1)!];
  return first === last
    ? `${formatShare(last.value)} of the services on ${last.day}.`
    : `${formatShare(first.value)} of the services on ${first.day}, ${formatShare(last.value)} on ${last.day}.`;
}

function Drawn({ answer }: { answer: ServicesAnswer }) {
  // More lines than that are a tangle.
  const teams = largest(answer, marks.length);
  const lines: TimeLine[] = [
    { id: 'all', name: 'all services', mark: 'main' },
    ...teams.map(({ team }, index) => ({
      id: team!,
      name: nameTeam(team),
      mark: marks[index],
    })),
  ];
  const points = answer.moments.map((moment, index): TimePoint => ({
    label: labelOf(moment),
    n: answer.points[index].services,
    values: Object.fromEntries([
      ['all', answer.points[index].value],
      ...teams.map(({ team, points: own }) => [team, own[index].value]),
    ]),
  }));
  return (
    <figure className={styles.chart}>
      <TimeChart
        label="Share of services on a path"
        points={points}
        // Of a single team, all services are its own.
        lines={answer.filters.team ? lines.slice(0, 1) : lines}
        ticks={TICKS}
        formatTick={value => `${value * 100}${value === 1 ? '\u00a0%' : ''}`}
        formatValue={formatShare}
        formatCount={n => formatCount(n, 'service')}
        height={240}
      />
    </figure>
  );
}

/** The share at the end of each part of the days: in words, drawn or listed by team. */
export function ShareOverTime({ answer, adoption, table }: ShareOverTimeProps) {
  const drawn = table ? MOST_COLUMNS : marks.length;
  const more = answer.filters.team ? 0 : answer.byTeam.length - drawn;
  const shown = largest(answer, MOST_COLUMNS);
  const rows = answer.moments.map((moment, index): Moment => ({
    label: labelOf(moment),
    day: lastDay(moment),
    all: answer.points[index],
    teams: shown.map(({ points }) => points[index]),
  }));
  const columns: Column<Moment>[] = [
    { id: 'day', title: 'End of', width: 84, cell: ({ label }) => label },
    {
      id: 'all',
      title: 'All',
      width: 148,
      numeric: true,
      cell: at => (
        <strong>
          <ShareCell {...{ at, adoption }} point={at.all} />
        </strong>
      ),
    },
    ...shown.map(({ team }, index) => ({
      id: team ?? 'none',
      title: nameTeam(team),
      width: 132,
      numeric: true,
      cell: (at: Moment) => (
        <ShareCell
          {...{ at, adoption }}
          point={at.teams[index]}
          team={team ?? undefined}
        />
      ),
    })),
  ];
  return (
    <>
      <p className={styles.finding}>
        {describe(answer)}
        {more > 0 ? (
          <>
            {' '}
            The {drawn} largest teams are shown; {formatNumber(more)} more are
            in{' '}
            <Link href={adoption.hrefOf({ share: 'teams', whole: ALL_TEAMS })}>
              the list of all teams
            </Link>
            , and over time in the CSV.
          </>
        ) : null}
      </p>
      {table ? (
        <DataTable
          caption="Share of services on a path, by team over time, newest first"
          columns={columns}
          rows={rows.toReversed()}
          keyOf={({ label }) => label}
          tight
          most={290}
        />
      ) : (
        <Drawn answer={answer} />
      )}
    </>
  );
}
