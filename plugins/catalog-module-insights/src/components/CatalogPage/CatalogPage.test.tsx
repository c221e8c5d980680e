import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ResponseError } from '@backstage/errors';
import { checkoutRow, fakeList, manyRows } from '../../__testUtils__/fakeList';
import {
  address,
  names,
  renderCatalogPage as renderPage,
} from '../../__testUtils__/renderCatalogPage';

async function answered(status: number) {
  return ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name: 'E', message: 'It said no' },
        response: { statusCode: status },
      }),
      {
        status,
        headers: { 'content-type': 'application/json' },
      },
    ),
  );
}

describe('CatalogPage', () => {
  it('shows twenty by name, each with health and figures, leading to its pages', async () => {
    const list = renderPage({});

    expect(await names()).toHaveLength(20);
    expect(await screen.findByText(/37.components/)).toBeVisible();
    const row = screen.getByRole('row', { name: /^checkout-api/ });
    const link = (name: string | RegExp) =>
      within(row).getAllByRole('link', { name })[0];
    expect(link('checkout-api')).toHaveAttribute(
      'href',
      '/catalog/default/component/checkout-api',
    );
    expect(link('checkout')).toHaveAttribute(
      'href',
      '/catalog/default/group/checkout',
    );
    expect(link(/^Unhealthy/)).toHaveAttribute(
      'href',
      '/catalog/default/component/checkout-api/health',
    );
    expect(
      within(row)
        .getAllByRole('cell')
        .map(cell => cell.textContent?.replace(/\u00a0/g, ' ')),
    ).toEqual([
      'checkout',
      'Unhealthy',
      '2.9 d, worse than the 90 days before',
      '4.5',
      '8.6 %, better than the 90 days before',
      'no failures',
      'too few (3)',
      'production',
      'shop',
      'node, pci',
    ]);
    expect(list.list).toHaveBeenCalledTimes(1);
  });

  it('goes on, and back, with every step in the address', async () => {
    renderPage({});
    await names();

    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await waitFor(async () => expect(await names()).toHaveLength(3));
    expect(address()).toBe('?cursor=20');
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();

    await userEvent.click(screen.getByRole('button', { name: 'First' }));
    await waitFor(async () => expect(await names()).toHaveLength(20));
    expect(address()).toBe('');
  });

  it('opens as the address says, and asks the server for just that', async () => {
    const list = renderPage({
      search:
        '?type=library&owner=group:default/growth&owner=group:default/checkout&health=unhealthy&sort=leadTime&q=lib',
    });

    await names();
    expect(list.list.mock.calls[0][0]).toMatchObject({
      kind: 'component',
      type: ['library'],
      owner: ['group:default/growth', 'group:default/checkout'],
      health: ['unhealthy'],
      q: 'lib',
      sort: 'leadTime',
      order: 'desc',
      limit: 20,
    });
    expect(
      screen.getByRole('columnheader', { name: 'Lead time' }),
    ).toHaveAttribute('aria-sort', 'descending');
    expect(screen.getByRole('radio', { name: /^Unhealthy/ })).toBeChecked();
    expect(
      screen.getByRole('button', { name: 'Owner growth +1' }),
    ).toBeVisible();
  });

  it('sorts by a figure where it asks for attention first, then the other way round', async () => {
    const list = renderPage({});
    await names();

    await userEvent.click(screen.getByRole('button', { name: 'Lead time' }));
    expect(address()).toBe('?sort=leadTime');
    await userEvent.click(screen.getByRole('button', { name: 'Lead time' }));
    expect(address()).toBe('?sort=leadTime&order=asc');
    expect(list.list.mock.lastCall?.[0]).toMatchObject({
      sort: 'leadTime',
      order: 'asc',
    });
    expect(
      screen.getByText('Quickest lead time first; without a figure last'),
    ).toBeVisible();
  });

  it('offers what there is when a filter is opened, and no sooner', async () => {
    const list = renderPage({});
    await names();
    await waitFor(() => expect(list.facet).toHaveBeenCalledTimes(1));
    expect(list.facet.mock.calls[0][0]).toBe('health');

    const filters = screen.getByRole('search');
    await userEvent.click(
      within(filters).getByRole('button', { name: 'Owner' }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: /Checkout/ }),
    );

    expect(list.facet.mock.calls[1][0]).toBe('owner');
    await waitFor(() =>
      expect(address()).toBe('?owner=group%3Adefault%2Fcheckout'),
    );
  });

  it('narrows down to what is mine, and to what is starred', async () => {
    renderPage({});
    await names();

    await userEvent.click(screen.getByRole('radio', { name: 'Mine' }));
    await waitFor(async () => expect(await names()).toEqual(['checkout-api']));
    expect(address()).toBe('?whose=mine');

    await userEvent.click(screen.getByRole('radio', { name: 'Starred' }));
    await waitFor(async () => expect(await names()).toEqual(['library-07']));
  });

  it('looks for what is typed, and says when nothing is called so', async () => {
    renderPage({});
    await names();

    await userEvent.keyboard('/');
    await userEvent.keyboard('zebra');

    expect(
      await screen.findByRole('heading', {
        name: 'No components match these filters',
      }),
    ).toBeVisible();
    expect(address()).toBe('?q=zebra');
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear the filters' }),
    );
    expect(await names()).toHaveLength(20);
  });

  it('counts to the end when asked to', async () => {
    renderPage({ search: '?kind=api' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Count them all' }),
    );

    expect(await screen.findByText('1,204')).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Count them all' }),
    ).not.toBeInTheDocument();
  });

  it('shows the columns that were chosen, and keeps them in the address', async () => {
    renderPage({ search: '?columns=name,tags' });
    await names();
    const heads = () =>
      screen.getAllByRole('columnheader').map(head => head.textContent);
    expect(heads()).toEqual(['Name', 'Tags']);

    await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
    await userEvent.click(await screen.findByRole('option', { name: 'Owner' }));

    expect(address()).toBe('?columns=name%2Cowner%2Ctags');
  });

  it('offers to create the first one where there is none', async () => {
    renderPage({ list: fakeList([]) });

    expect(
      await screen.findByRole('heading', {
        name: 'There are no components yet',
      }),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Create Service' }),
    ).toHaveAttribute('href', '/create');
  });

  it('keeps the rows while newer ones are on their way', async () => {
    const list = renderPage({ list: fakeList(manyRows(3)) });
    await names();

    let answer: (value: any) => void = () => undefined;
    list.list.mockReturnValueOnce(
      new Promise(resolve => {
        answer = resolve;
      }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Name' }));

    const table = screen.getByRole('table');
    await waitFor(() => expect(table).toHaveAttribute('aria-busy', 'true'));
    expect(await names()).toHaveLength(3);
    answer({ items: [checkoutRow] });
    await waitFor(async () => expect(await names()).toEqual(['checkout-api']));
    expect(table).toHaveAttribute('aria-busy', 'false');
  });

  it.each([
    [503, 'The catalog could not be loaded'],
    [403, 'The catalog is not for you to see'],
    [404, 'The catalog’s list is not set up'],
  ])('tells a %s from the others', async (status, title) => {
    const list = fakeList([]);
    list.list.mockRejectedValueOnce(await answered(status));
    renderPage({ list });

    expect(await screen.findByRole('heading', { name: title })).toBeVisible();
  });

  it('tries again', async () => {
    const list = fakeList(manyRows(3));
    list.list.mockRejectedValueOnce(await answered(503));
    renderPage({ list });

    expect(await screen.findByRole('alert')).toHaveTextContent('It said no');
    await userEvent.click(screen.getByRole('button', { name: 'Try now' }));
    expect(await names()).toHaveLength(3);
  });
});
