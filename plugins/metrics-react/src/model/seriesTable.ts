import type { MetricName } from '@fairway/plugin-metrics-common';
import { toCsv, type CsvCell } from './csv';
import { formatMetric } from './formatMetric';
import { metricWords } from './metricWords';
import type { SeriesPoint } from './seriesPoints';

/** A column of the table that shows the same as a chart. */
export interface SeriesColumn {
  id: string;
  title: string;
  /** As it is shown. */
  text: (point: SeriesPoint) => string;
  /** As a file has it: seconds, shares of 1, deployments per day. */
  csv: (point: SeriesPoint) => CsvCell;
  quiet?: boolean;
  strong?: boolean;
}

function figure(
  metric: MetricName,
  valueOf: (point: SeriesPoint) => number | undefined,
) {
  return (point: SeriesPoint) => {
    const value = valueOf(point);
    if (point.unknown) return 'not known';
    if (value !== undefined) return formatMetric(metric, value);
    return point.n ? `too few (${point.n})` : 'none';
  };
}

function optional(
  metric: MetricName,
  valueOf: (point: SeriesPoint) => number | undefined,
) {
  return (point: SeriesPoint) => {
    const value = valueOf(point);
    return value === undefined ? '–' : formatMetric(metric, value);
  };
}

/** The columns after the part's own name and its n. */
export function seriesColumns(
  metric: MetricName,
  earlier?: string,
): SeriesColumn[] {
  const { measure } = metricWords[metric];
  const columns: SeriesColumn[] = [];
  if (measure === 'share') {
    columns.push({
      id: 'count',
      title: metric === 'changeFailRate' ? 'Needed intervention' : 'Rework',
      text: ({ count, unknown }) => (unknown ? '–' : String(count ?? 0)),
      csv: ({ count }) => count,
    });
  }
  if (metric === 'failedDeploymentRecoveryTime') {
    columns.push({
      id: 'open',
      title: 'Open',
      text: ({ open, unknown }) => (unknown ? '–' : String(open ?? 0)),
      csv: ({ open }) => open,
    });
  }
  const titles = { duration: 'Median', share: 'Rate', frequency: 'Per week' };
  columns.push({
    id: 'value',
    title: titles[measure],
    strong: true,
    text: figure(metric, ({ value }) => value),
    csv: ({ value, unknown }) => (unknown ? undefined : value),
  });
  if (measure === 'duration') {
    for (const id of ['p75', 'p95'] as const) {
      columns.push({
        id,
        title: id,
        text: optional(metric, point => point[id]),
        csv: point => point[id],
      });
    }
  }
  if (earlier) {
    columns.push({
      id: 'earlier',
      title: earlier,
      quiet: true,
      text: optional(metric, point => point.earlier),
      csv: point => point.earlier,
    });
  }
  return columns;
}

/**
 * What a series' table shows, as a file: days, n, and plain numbers (seconds, shares of 1, deployments per day).
 *
 * @public
 */
export function seriesCsv(
  metric: MetricName,
  points: SeriesPoint[],
  earlier?: string,
): string {
  const columns = seriesColumns(metric, earlier);
  return toCsv(
    ['first', 'last', 'n', ...columns.map(({ id }) => id)],
    points.map(point => [
      point.first,
      point.last,
      point.unknown ? undefined : point.n,
      ...columns.map(({ csv }) => csv(point)),
    ]),
  );
}
