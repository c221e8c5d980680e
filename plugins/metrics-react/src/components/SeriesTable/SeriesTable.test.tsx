import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { seriesOf } from '../../__testUtils__/answers';
import { seriesPoints } from '../../model/seriesPoints';
import { SeriesTable } from './SeriesTable';

it('lists what the chart shows, newest first, each n leading to its things', async () => {
  const points = seriesPoints(
    'changeLeadTime',
    seriesOf('2026-11-02T00:00:00.000Z', [2.1, undefined, 3.4]),
    seriesOf('2026-08-03T00:00:00.000Z', [2, 2, 2]),
  );
  renderInTestApp(
    <SeriesTable
      metric="changeLeadTime"
      interval="week"
      points={points}
      earlier="13 weeks earlier"
      hrefOf={({ first, last }) => `/delivery?days=${first}..${last}`}
    />,
  );

  const rows = await screen.findAllByRole('row');
  expect(
    rows.map(row =>
      Array.from(row.children, cell =>
        cell.textContent?.replaceAll('\u00a0', ' '),
      ),
    ),
  ).toEqual([
    ['Week from', 'Changes', 'Median', 'p75', 'p95', '13 weeks earlier'],
    ['16 Nov not over', '6', '3.4 d', '6.8 d', '–', '2.0 d'],
    ['9 Nov', '3', 'too few (3)', '–', '–', '2.0 d'],
    ['2 Nov', '6', '2.1 d', '4.2 d', '–', '2.0 d'],
  ]);
  expect(
    screen.getByRole('link', { name: /^3 changes, 9.Nov$/ }),
  ).toHaveAttribute('href', '/delivery?days=2026-11-09..2026-11-15');
});
