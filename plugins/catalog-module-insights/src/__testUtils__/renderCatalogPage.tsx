import { screen, within } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import {
  MockStarredEntitiesApi,
  starredEntitiesApiRef,
} from '@backstage/plugin-catalog-react';
import { listApiRef } from '@fairway/plugin-catalog-insights-react';
import { CatalogPage } from '../components/CatalogPage';
import { useLocation } from '../routing';
import { checkoutRow, fakeList, manyRows } from './fakeList';

function Address() {
  const { search } = useLocation();
  return <output aria-label="Address">{search}</output>;
}

/** The catalog page at an address, over a list of 23 components unless another is given. */
export function renderCatalogPage(options: {
  list?: ReturnType<typeof fakeList>;
  search?: string;
}) {
  const { list = fakeList([checkoutRow, ...manyRows(22)]), search = '' } =
    options;
  const stars = new MockStarredEntitiesApi();
  stars.toggleStarred('component:default/library-07');
  renderInTestApp(
    <>
      <CatalogPage title="Catalog" kind="component" />
      <Address />
    </>,
    {
      initialRouteEntries: [`/${search}`],
      apis: [
        [listApiRef, list],
        [starredEntitiesApiRef, stars],
        [toastApiRef, { post: jest.fn() }],
      ],
    },
  );
  return list;
}

/** The names in the rows, once there are any. */
export const names = async () =>
  (await screen.findAllByRole('rowheader')).map(
    header => within(header).getAllByRole('link')[0].textContent,
  );

/** The search of the address. */
export const address = () => screen.getByLabelText('Address').textContent;
