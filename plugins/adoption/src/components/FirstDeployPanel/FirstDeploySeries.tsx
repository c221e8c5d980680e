import type {
  CreationsAnswer,
  DurationPoint,
} from '@fairway/plugin-adoption-common';
import { formatCount } from '@fairway/look';
import { formatSeconds, scaleOf } from '@fairway/plugin-metrics-react';
import type { Adoption } from '../../hooks/useAdoptionView';
import { describeSeries } from '../../model/describeSeries';
import { daysOf, partLabel } from '../../model/partLabel';
import { tooFew } from '../../model/words';
import { DataTable, type Column } from '../DataTable';
import { NumberLink } from '../NumberLink';
import { TimeChart, type TimeLine, type TimePoint } from '../TimeChart';
import styles from './FirstDeployPanel.module.css';

interface FirstDeploySeriesProps {
  answer: CreationsAnswer;
  adoption: Adoption;
  table: boolean;
}

const heads = { day: 'Day', week: 'Week from', month: 'Month' };
const lines = [
  { id: 'median', name: 'median', mark: 'main' },
  { id: 'p75', name: 'p75', mark: 'near' },
  { id: 'p95', name: 'p95', mark: 'far' },
] as const satisfies TimeLine[];

function pointsOf({ timeToFirstDeploy, freshness }: CreationsAnswer) {
  const { points, interval } = timeToFirstDeploy;
  return points.map(({ from, to, n, median, p75, p95 }): TimePoint => ({
    label: partLabel(interval, from),
    n,
    values: { median, p75, p95 },
    unfinished: Date.parse(to) > Date.parse(freshness.completeTo),
  }));
}

function columnsOf(
  { timeToFirstDeploy: { interval } }: CreationsAnswer,
  { rowsHref }: Adoption,
): Column<DurationPoint>[] {
  const quantile = (id: 'median' | 'p75' | 'p95'): Column<DurationPoint> => ({
    id,
    title: id,
    numeric: true,
    cell: point => {
      const seconds = point[id];
      if (seconds !== undefined) return formatSeconds(seconds);
      return id === 'median' ? tooFew(point.n) : '–';
    },
  });
  return [
    {
      id: 'part',
      title: heads[interval],
      cell: ({ from }) => partLabel(interval, from),
    },
    {
      id: 'n',
      title: 'n',
      width: 48,
      numeric: true,
      cell: point => (
        <NumberLink
          n={point.n}
          href={rowsHref({ list: 'deploys', days: daysOf(point) })}
          what={`first deployments, ${partLabel(interval, point.from)}`}
        />
      ),
    },
    ...(['median', 'p75', 'p95'] as const).map(quantile),
  ];
}

/** The same over time: in words, drawn or listed. */
export function FirstDeploySeries(props: FirstDeploySeriesProps) {
  const { answer, adoption, table } = props;
  const { interval, points } = answer.timeToFirstDeploy;
  const parts = pointsOf(answer);
  const values = parts.flatMap(part => Object.values(part.values));
  const known = values.filter(value => value !== undefined);
  const scale = scaleOf('changeLeadTime', 'line', known);
  const name = `Time to first deploy, per ${interval}`;
  return (
    <>
      <p className={styles.finding}>{describeSeries(interval, parts)}</p>
      {table ? (
        <DataTable
          caption={`${name}, newest first`}
          columns={columnsOf(answer, adoption)}
          rows={points.toReversed()}
          keyOf={({ from }) => from}
          tight
          most={194}
        />
      ) : null}
      {!table && known.length ? (
        <figure className={styles.chart}>
          <TimeChart
            label={name}
            points={parts}
            lines={[...lines]}
            ticks={scale.ticks}
            formatTick={value =>
              `${Number((value / scale.unit).toFixed(2))}${value === scale.ticks.at(-1) ? `\u00a0${scale.unitText}` : ''}`
            }
            formatValue={formatSeconds}
            formatCount={n => formatCount(n, 'first deployment')}
            onChoose={index =>
              adoption.change({
                rows: { list: 'deploys', days: daysOf(points[index]) },
              })
            }
            height={156}
          />
        </figure>
      ) : null}
    </>
  );
}
