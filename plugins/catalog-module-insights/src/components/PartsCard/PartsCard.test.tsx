import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { listApiRef } from '@fairway/plugin-catalog-insights-react';
import { checkoutRow, fakeList } from '../../__testUtils__/fakeList';
import { PartsCard } from './PartsCard';

const shop: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { namespace: 'default', name: 'shop' },
  relations: [
    { type: 'hasPart', targetRef: 'resource:default/orders-db' },
    { type: 'hasPart', targetRef: 'component:default/checkout-api' },
    { type: 'hasPart', targetRef: 'component:default/hidden-api' },
  ],
};
const ordersDb = {
  entityRef: 'resource:default/orders-db',
  name: 'orders-db',
  type: 'database',
  tags: [],
};

function show(entity: Entity, list = fakeList([checkoutRow, ordersDb])) {
  renderInTestApp(
    <EntityProvider entity={entity}>
      <PartsCard />
    </EntityProvider>,
    { apis: [[listApiRef, list]] },
  );
  return list;
}

describe('what a system is made of', () => {
  it('is listed kind by kind, with owner and health, as far as one may see', async () => {
    show(shop);

    const components = await screen.findByRole('table', { name: /components/ });
    const row = await within(components).findByRole('row', {
      name: /^checkout-api Takes a basket/,
    });
    expect(row).toHaveTextContent('Unhealthy');
    expect(within(row).getByRole('link', { name: 'checkout' })).toHaveAttribute(
      'href',
      '/catalog/default/group/checkout',
    );
    expect(within(components).getAllByRole('rowheader')).toHaveLength(1);
    expect(
      screen.getByRole('link', { name: 'Open components in catalog' }),
    ).toHaveAttribute(
      'href',
      '/catalog?kind=component&system=system%3Adefault%2Fshop',
    );
    const resource = await within(
      screen.getByRole('table', { name: /resources/ }),
    ).findByRole('row', { name: /orders-db/ });
    expect(
      within(resource).getByRole('link', { name: 'No owner' }),
    ).toHaveAttribute('href', '/needs-owner');
    expect(screen.getAllByRole('heading').map(h => h.textContent)).toEqual([
      'Components 2',
      'Resources 1',
    ]);
  });

  it('says how something gets here where nothing is', async () => {
    show({ ...shop, relations: [] });

    expect(
      await screen.findByText('Nothing belongs to this system yet'),
    ).toBeVisible();
    expect(screen.getByLabelText('To be added')).toHaveTextContent(
      'system: shop',
    );
  });

  it('says so when it could not be asked, and asks again', async () => {
    const list = fakeList([ordersDb]);
    list.list.mockRejectedValueOnce(new Error('connection refused'));
    show({ ...shop, relations: shop.relations!.slice(0, 1) }, list);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The resources could not be loaded',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try now' }));
    expect(await screen.findByRole('row', { name: /orders-db/ })).toBeVisible();
  });
});
