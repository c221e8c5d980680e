import type { MetricCell, MetricName } from '@fairway/plugin-metrics-common';
import { toListedCells } from './toListedCells';

const cell: MetricCell = {
  ...{ value: 86_400.123456789, n: 12, open: 1, trend: 'better' },
  series: [null, 0, 1 / 3, 86_400.123456789, 1e-7 / 3, 5],
};

it('rounds the points of a sparkline, and nothing else', () => {
  const cells = { changeLeadTime: cell } as Record<MetricName, MetricCell>;

  expect(toListedCells(cells)).toEqual({
    changeLeadTime: {
      ...{ value: 86_400.123456789, n: 12, open: 1, trend: 'better' },
      series: [null, 0, 0.333, 86_400, 3.33e-8, 5],
    },
  });
});
