import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  address,
  names,
  renderCatalogPage,
} from '../../__testUtils__/renderCatalogPage';

jest.mock('./useNarrow', () => ({ useNarrow: () => true }));

const button = (name: string | RegExp) => screen.getByRole('button', { name });

describe('where the page is narrow', () => {
  it('the rows can be sorted by every column, and the other way round', async () => {
    const list = renderCatalogPage({});
    await names();

    await userEvent.click(button('Sort Name'));
    const options = within(await screen.findByRole('listbox'));
    expect(
      options.getAllByRole('option').map(option => option.textContent),
    ).toEqual([
      ...['Name', 'Owner', 'Type', 'Health', 'Lead time', 'Deploys/wk'],
      ...['Fail rate', 'Recovery', 'Rework', 'Lifecycle', 'System', 'Tags'],
    ]);
    await userEvent.click(options.getByRole('option', { name: 'Recovery' }));
    await userEvent.keyboard('{Escape}');

    await waitFor(() => expect(address()).toBe('?sort=recoveryTime'));
    await userEvent.click(button(/: Quickest recovery first/));
    expect(address()).toBe('?sort=recoveryTime&order=asc');
    expect(list.list.mock.lastCall?.[0]).toMatchObject({
      sort: 'recoveryTime',
      order: 'asc',
    });
  });

  it('the figures are among the filters behind one button', async () => {
    renderCatalogPage({ search: '?leadTime=3600..' });
    expect(await names()).toEqual(['checkout-api']);

    const filters = button('Filters 1');
    const panel = document.getElementById(
      filters.getAttribute('aria-controls')!,
    )!;
    await userEvent.click(filters);
    expect(filters).toHaveAttribute('aria-expanded', 'true');
    expect(
      within(panel).getByRole('button', { name: 'Delivery' }),
    ).toBeVisible();
    expect(
      within(panel).getByRole('button', { name: /^Lead time ≥.1.h$/ }),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Columns' })).toBeNull();
  });
});
