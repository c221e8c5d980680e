import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { identityApiRef } from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  entityRouteRef,
  MockStarredEntitiesApi,
  starredEntitiesApiRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { checkoutApi, manyLibraries } from '../../__testUtils__/entities';
import { useLocation } from '../../routing';
import { CatalogPage } from './CatalogPage';

type CatalogApi = typeof catalogApiRef.T;

function Address() {
  const { search } = useLocation();
  return <output aria-label="Address">{search}</output>;
}

function renderPage(options: { catalogApi?: CatalogApi; search?: string }) {
  const {
    catalogApi = catalogApiMock({
      entities: [checkoutApi, ...manyLibraries(22)],
    }),
    search = '',
  } = options;
  return renderInTestApp(
    <>
      <CatalogPage title="Catalog" kind="component" />
      <Address />
    </>,
    {
      initialRouteEntries: [`/${search}`],
      mountedRoutes: { '/entity/:namespace/:kind/:name': entityRouteRef },
      apis: [
        [catalogApiRef, catalogApi],
        [starredEntitiesApiRef, new MockStarredEntitiesApi()],
        [
          identityApiRef,
          mockApis.identity({
            userEntityRef: 'user:default/dana',
            ownershipEntityRefs: [
              'user:default/dana',
              'group:default/checkout',
            ],
          }),
        ],
      ],
    },
  );
}

const names = async () =>
  (await screen.findAllByRole('rowheader')).map(
    header => within(header).getAllByRole('link')[0].textContent,
  );

const address = () => screen.getByLabelText('Address').textContent;

describe('CatalogPage', () => {
  it('shows twenty by name, each with its owner, and leads to its page', async () => {
    renderPage({});

    expect(await names()).toHaveLength(20);
    expect(await screen.findByText(/23.components/)).toBeVisible();
    const row = screen.getByRole('row', { name: /^checkout-api/ });
    expect(
      within(row).getByRole('link', { name: 'checkout-api' }),
    ).toHaveAttribute('href', '/catalog/default/component/checkout-api');
    expect(
      within(row).getAllByRole('link', { name: 'checkout' })[0],
    ).toHaveAttribute('href', '/catalog/default/group/checkout');
    expect(within(row).getByText('node, pci')).toBeVisible();
  });

  it('goes on, and back, with every step in the address', async () => {
    renderPage({});
    await names();

    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await waitFor(async () => expect(await names()).toHaveLength(3));
    expect(address()).toContain('cursor=');
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();

    await userEvent.click(screen.getByRole('button', { name: 'First' }));
    await waitFor(async () => expect(await names()).toHaveLength(20));
    expect(address()).toBe('');
  });

  it('opens as the address says', async () => {
    renderPage({ search: '?type=library&order=desc' });

    expect((await names())[0]).toBe('library-22');
    expect(
      await screen.findByRole('button', { name: 'Type library' }),
    ).toBeVisible();
    expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
  });

  it('narrows down to what is mine', async () => {
    renderPage({});
    await names();

    await userEvent.click(screen.getByRole('radio', { name: 'Mine' }));

    await waitFor(async () => expect(await names()).toEqual(['checkout-api']));
    expect(address()).toBe('?whose=mine');
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

  it('offers to create the first one where there is none', async () => {
    renderPage({ catalogApi: catalogApiMock({ entities: [] }) });

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
    const catalogApi = catalogApiMock({ entities: manyLibraries(3) });
    const query = jest.spyOn(catalogApi, 'queryEntities');
    renderPage({ catalogApi });
    await names();

    let answer: (value: any) => void = () => undefined;
    query.mockReturnValueOnce(
      new Promise(resolve => {
        answer = resolve;
      }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Name' }));

    const table = screen.getByRole('table');
    await waitFor(() => expect(table).toHaveAttribute('aria-busy', 'true'));
    expect(await names()).toHaveLength(3);
    answer({ items: [checkoutApi], totalItems: 1, pageInfo: {} });
    await waitFor(async () => expect(await names()).toEqual(['checkout-api']));
    expect(table).toHaveAttribute('aria-busy', 'false');
  });

  it('says what failed, and tries again', async () => {
    const catalogApi = catalogApiMock({ entities: manyLibraries(3) });
    jest
      .spyOn(catalogApi, 'queryEntities')
      .mockRejectedValueOnce(new Error('Request failed with 503'));
    renderPage({ catalogApi });

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The catalog could not be loaded');
    expect(alert).toHaveTextContent('Request failed with 503');
    await userEvent.click(screen.getByRole('button', { name: 'Try now' }));
    expect(await names()).toHaveLength(3);
  });
});
