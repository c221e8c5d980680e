import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { seriesOf } from '../../__testUtils__/answers';
import { seriesPoints } from '../../model/seriesPoints';
import { SeriesChart } from './SeriesChart';

const points = seriesPoints(
  'changeLeadTime',
  seriesOf('2026-11-02T00:00:00.000Z', [2.1, 2.6, 3.4]),
  seriesOf('2026-08-03T00:00:00.000Z', [2, 2, 2]),
);

it('draws when there is something to draw with, and says what its marks mean', async () => {
  const { container } = renderInTestApp(
    <SeriesChart
      metric="changeLeadTime"
      points={points}
      earlier="13 weeks earlier"
      label="Change lead time, per week"
      onChoose={() => {}}
    />,
  );

  expect(await screen.findByText('Median to p75')).toBeVisible();
  expect(screen.getByText('13 weeks earlier')).toBeVisible();
  expect(screen.getByText('Not over')).toBeVisible();
  expect(
    await screen.findByTitle('Change lead time, per week'),
  ).toBeInTheDocument();
  expect(container.querySelectorAll('svg[role="application"]')).toHaveLength(1);
});
