import { screen, within } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { metricsApiRef, type MetricsApi } from '@fairway/plugin-metrics-react';
import { checkoutApi } from '../../__testUtils__/entities';
import { fakeMetrics, nothing, refusal } from '../__testUtils__/fakeMetrics';
import { GlanceCard } from './GlanceCard';

const renderCard = (api: MetricsApi) =>
  renderInTestApp(
    <EntityProvider entity={checkoutApi}>
      <GlanceCard />
    </EntityProvider>,
    { apis: [[metricsApiRef, api]] },
  );

it('asks once for 90 days, and leads to each figure', async () => {
  const api = fakeMetrics();
  renderCard(api);

  const card = within(
    await screen.findByRole('region', { name: 'Delivery at a glance' }),
  );
  expect(await card.findByText(/26.% longer/)).toBeVisible();
  expect(card.getByRole('link', { name: 'Change fail rate' })).toHaveAttribute(
    'href',
    '/catalog/default/component/checkout-api/delivery?metric=changeFailRate',
  );
  expect(api.figures).toHaveBeenCalledTimes(1);
  expect(api.series).not.toHaveBeenCalled();
});

it('says that nothing is there yet', async () => {
  renderCard(fakeMetrics(nothing()));
  expect(await screen.findByText('No production deployment yet')).toBeVisible();
});

it('says what failed', async () => {
  const api = fakeMetrics();
  api.figures.mockRejectedValue(await refusal(503, 'away'));
  renderCard(api);
  expect(await screen.findByText('Delivery could not be loaded')).toBeVisible();
});
