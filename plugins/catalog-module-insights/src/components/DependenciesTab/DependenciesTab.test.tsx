import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { checkoutApi } from '../../__testUtils__/entities';
import { DependenciesTab } from './DependenciesTab';
import { GraphLabel } from './GraphLabel';
import { GraphNode } from './GraphNode';

jest.mock('@backstage/plugin-catalog-graph', () => ({
  Direction: { LEFT_RIGHT: 'LR' },
  EntityRelationsGraph: ({ relations }: { relations: string[] }) => (
    <p>Drawn by {relations.join(' ')}</p>
  ),
}));

describe('the tab Dependencies', () => {
  it('lists what is drawn, each leading to its page', async () => {
    renderInTestApp(
      <EntityProvider entity={checkoutApi}>
        <DependenciesTab />
      </EntityProvider>,
    );

    const uses = await screen.findByRole('region', { name: 'Uses 2' });
    expect(
      within(uses)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['orders-dbresource', 'payments-ledgercomponent']);
    expect(
      within(uses).getByRole('link', { name: 'orders-db' }),
    ).toHaveAttribute('href', '/catalog/default/resource/orders-db');
    expect(screen.getByRole('region', { name: 'Used by 1' })).toBeVisible();
    expect(screen.getByText(/^Drawn by dependsOn/)).toBeVisible();
  });

  it('says how to declare something where nothing is', async () => {
    renderInTestApp(
      <EntityProvider entity={{ ...checkoutApi, relations: [] }}>
        <DependenciesTab />
      </EntityProvider>,
    );

    expect(await screen.findByText('Nothing is declared')).toBeVisible();
    expect(screen.getByLabelText('To be added')).toHaveTextContent('dependsOn');
    expect(screen.queryByText(/^Drawn/)).not.toBeInTheDocument();
  });
});

describe('what is drawn', () => {
  it('is a name with its kind, and opens what it stands for', async () => {
    const onClick = jest.fn();
    const { entity, ...node } = {
      entity: checkoutApi,
      ...{ id: 'component:default/checkout-api', name: '', namespace: '' },
    };
    render(
      <svg>
        <GraphNode node={{ ...node, entity, onClick }} />
        <GraphLabel
          edge={{
            ...{ from: '', to: '', label: 'visible' },
            relations: ['hasPart', 'partOf'],
          }}
        />
      </svg>,
    );

    expect(screen.getByText('component')).toBeVisible();
    expect(screen.getByText('contains')).toBeVisible();
    await userEvent.click(screen.getByText('checkout-api'));
    expect(onClick).toHaveBeenCalledTimes(1);
  });
});
