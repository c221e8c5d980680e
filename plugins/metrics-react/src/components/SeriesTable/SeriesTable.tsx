import { Link, VisuallyHidden } from '@backstage/ui';
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
    // Scrolls sideways on a phone, so the keyboard must be able to reach it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={title}>
      <table className={styles.table}>
        <caption>
          <VisuallyHidden>
            {title}, per {interval}, newest first
          </VisuallyHidden>
        </caption>
        <thead>
          <tr>
            <th scope="col">{heads[interval]}</th>
            <th scope="col">{noun.charAt(0).toUpperCase() + noun.slice(1)}</th>
            {columns.map(column => (
              <th scope="col" key={column.id}>
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
              <td>
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
      </table>
    </div>
  );
}
