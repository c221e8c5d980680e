import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderField } from '../../__testUtils__/renderField';
import { SystemPicker } from './SystemPicker';

const system = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'billing', namespace: 'default' },
};

function catalogWith(systems: object[], members: number) {
  return {
    getEntities: jest.fn(async () => ({ items: systems })),
    queryEntities: jest.fn(async () => ({
      items: [],
      totalItems: members,
      pageInfo: {},
    })),
  };
}

it('offers the systems of the catalog, says how large one is, and can be left out', async () => {
  const catalogApi = catalogWith([system], 12);
  const { changes } = renderField(SystemPicker, {
    catalogApi,
    required: false,
  });
  expect(await screen.findByText('optional')).toBeInTheDocument();
  await userEvent.click(await screen.findByRole('button', { name: /System/ }));
  await userEvent.click(await screen.findByRole('option', { name: 'billing' }));
  expect(changes).toEqual(['system:default/billing']);
  expect(
    await screen.findByText('12 components are in it.'),
  ).toBeInTheDocument();
  expect(catalogApi.queryEntities).toHaveBeenCalledWith(
    expect.objectContaining({
      filter: {
        kind: 'component',
        'relations.partOf': 'system:default/billing',
      },
    }),
  );
  await userEvent.click(screen.getByRole('button', { name: /System/ }));
  await userEvent.click(await screen.findByRole('option', { name: 'None' }));
  expect(changes.at(-1)).toBeUndefined();
});

it('says that there is none', async () => {
  renderField(SystemPicker, {
    catalogApi: catalogWith([], 0),
    required: false,
  });
  expect(
    await screen.findByText('There is no system in the catalog yet.'),
  ).toBeInTheDocument();
});

it('does not stand in the way where the catalog does not answer', async () => {
  renderField(SystemPicker, {
    catalogApi: {
      ...catalogWith([], 0),
      getEntities: async () => {
        throw new Error('away');
      },
    },
    required: false,
  });
  expect(
    await screen.findByText(
      'The systems could not be loaded; it can be set later.',
    ),
  ).toBeInTheDocument();
});
