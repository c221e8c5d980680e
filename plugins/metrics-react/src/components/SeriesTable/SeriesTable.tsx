import { Link } from '@backstage/ui';
import { ScrollArea, Table } from '@fairway/look';
import type { MetricName, SeriesAnswer } from '@fairway/plugin-metrics-common';
import { metricWords } from '../../model/metricWords';
import { countOf, type SeriesPoint } from '../../model/seriesPoints';
import { seriesColumns } from '../../model/seriesTable';
import styles from './SeriesTable.module.css';

/** @public */
export interface SeriesTableProps {
  metric: MetricName;
  interval: SeriesAnswer['interval'];
  points: SeriesPoint[];
  /** What the last column is: `13 weeks earlier`. */
  earlier?: string;
  /** Where what a part counts is found. */
  hrefOf: (point: SeriesPoint) => string;
}

const heads = { day: 'Day', week: 'Week from', month: 'Month' };

/**
 * The same as the chart, newest first.
 *
 * @public
 */
export function SeriesTable(props: SeriesTableProps) {
  const { metric, interval, points, earlier, hrefOf } = props;
  const { title, many } = metricWords[metric];
  const columns = seriesColumns(metric, earlier);
  const noun = metric === 'failedDeploymentRecoveryTime' ? 'failures' : many;
  return (
    <ScrollArea label={title}>
      <Table
        className={styles.table}
        caption={`${title}, per ${interval}, newest first`}
      >
        <thead>
          <tr>
            <th scope="col">{heads[interval]}</th>
            <th scope="col" data-figure>
              {noun.charAt(0).toUpperCase() + noun.slice(1)}
            </th>
            {columns.map(column => (
              <th scope="col" key={column.id} data-figure>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map(point => (
            <tr key={point.first}>
              <th scope="row">
                {point.label}
                {point.unfinished ? (
                  <span className={styles.quiet}> not over</span>
                ) : null}
              </th>
              <td data-figure>
                {countOf(metric, point) ? (
                  <Link
                    href={hrefOf(point)}
                    aria-label={`${countOf(metric, point)} ${noun}, ${point.label}`}
                  >
                    {countOf(metric, point)}
                  </Link>
                ) : (
                  (point.unknown && '–') || 0
                )}
              </td>
              {columns.map(({ id, text, quiet, strong }) => {
                const shown = point.value !== undefined && !point.unknown;
                return (
                  <td
                    key={id}
                    data-figure
                    className={quiet || !shown ? styles.quiet : undefined}
                    data-strong={(strong && shown) || undefined}
                  >
                    {text(point)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollArea>
  );
}
