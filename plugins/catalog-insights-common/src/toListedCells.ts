import type { MetricCell, MetricName } from '@fairway/plugin-metrics-common';

/** A sparkline is some thirty pixels high. */
const DIGITS = 3;

const rounded = (point: number | null) =>
  point === null ? null : Number(point.toPrecision(DIGITS));

/**
 * The cells of a row as the list keeps and tells them: the figures as they are, the points of the sparklines no finer than
 * they can be drawn. They are most of a page otherwise.
 *
 * @public
 */
export const toListedCells = (
  cells: Record<MetricName, MetricCell>,
): Record<MetricName, MetricCell> =>
  Object.fromEntries(
    Object.entries(cells).map(([name, cell]) => [
      name,
      { ...cell, series: cell.series.map(rounded) },
    ]),
  ) as Record<MetricName, MetricCell>;
