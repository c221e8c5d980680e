import { screen, within } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { answerOf, figure, figures } from '../../__testUtils__/answers';
import { MetricTiles } from './MetricTiles';

const links = {
  hrefOf: (metric: string) => `/delivery?metric=${metric}`,
  evidenceOf: (metric: string) => `/delivery?evidence=${metric}`,
};

it('shows each figure with its statistic, n and trend', async () => {
  renderInTestApp(
    <MetricTiles answer={answerOf()} current="changeFailRate" {...links} />,
  );

  const tiles = await screen.findByRole('list', { name: 'Delivery metrics' });
  expect(
    within(tiles)
      .getAllByRole('listitem')
      .map(tile => tile.textContent?.replaceAll('\u00a0', ' ')),
  ).toEqual([
    'Change lead time2.9dmedian of 61 changesp75 4.1 d, p95 9.8 d26 % longer, was 2.3 d',
    'Deployment frequency4.5/week58 deployments in 90 daysone every 1.6 dabout the same, was 4.6/week',
    'Change fail rate8.6%5 of 58 deployments2 failed rollouts apart4.1 points more, was 4.5 %',
    'Recovery time1.2hmedian of 6 recovered, 1 openp75 2.0 h, p95 5.6 h35 % shorter, was 1.8 h',
    'Rework rate6.9%4 of 58 deploymentsrollbacks and hotfixesabout the same, was 6.5 %',
  ]);
  expect(
    screen.getByRole('link', { name: 'Change fail rate' }),
  ).toHaveAttribute('aria-current', 'true');
  expect(
    screen.getByRole('link', {
      name: /^Change fail rate: 5 of 58.deployments, each/,
    }),
  ).toHaveAttribute('href', '/delivery?evidence=changeFailRate');
});

it('never shows 0 where there are too few', async () => {
  const few = figure('changeLeadTime', { n: 3 });
  renderInTestApp(
    <MetricTiles
      brief
      answer={answerOf({ figures: { ...figures, changeLeadTime: few } })}
      {...links}
    />,
  );

  expect(await screen.findByText('Not enough data')).toBeVisible();
  expect(screen.getByText(/3.changes in 90.days, 5 needed/)).toBeVisible();
});

it('keeps its shape until there is something to show', async () => {
  renderInTestApp(<MetricTiles {...links} />);

  expect(await screen.findByRole('status')).toHaveTextContent(
    'Loading delivery metrics',
  );
  expect(screen.getByText('Recovery time')).toBeVisible();
  expect(screen.queryByRole('link')).not.toBeInTheDocument();
});
