import { render } from '@testing-library/react';
import type { MetricName } from '@fairway/plugin-metrics-common';
import { MetricCell, type MetricCellValue } from './MetricCell';

it.each<[string, MetricName, MetricCellValue | undefined]>([
  ['not connected', 'changeLeadTime', undefined],
  ['too few (3)', 'changeLeadTime', { value: null, n: 3 }],
  ['no failures', 'failedDeploymentRecoveryTime', { value: null, n: 0 }],
  ['1 open', 'failedDeploymentRecoveryTime', { value: null, n: 0, open: 1 }],
  ['none', 'deploymentFrequency', { value: null, n: 0 }],
  ['0.0 %', 'changeFailRate', { value: 0, n: 42 }],
  [
    '2.9 d, worse than before',
    'changeLeadTime',
    { value: 2.9 * 86_400, n: 61, trend: 'worse' },
  ],
])('says %s', (text, metric, cell) => {
  const { container } = render(<MetricCell metric={metric} cell={cell} />);
  expect(container.textContent?.replaceAll('\u00a0', ' ')).toBe(text);
});

it('marks what got worse by a square end, and leaves gaps', () => {
  const series = [1, 2, null, 4, null];
  const { container } = render(
    <MetricCell
      metric="changeFailRate"
      cell={{ value: 0.1, n: 20, trend: 'worse', series }}
    />,
  );
  expect(container.querySelector('path')?.getAttribute('d')).toMatch(
    /^M[\d. ]+L[\d. ]+M[\d. ]+$/,
  );
  expect(container.querySelectorAll('rect')).toHaveLength(1);
  expect(container.querySelectorAll('circle')).toHaveLength(0);
});
