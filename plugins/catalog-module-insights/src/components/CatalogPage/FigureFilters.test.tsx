import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  address,
  names,
  renderCatalogPage,
} from '../../__testUtils__/renderCatalogPage';

const button = (name: string | RegExp) => screen.getByRole('button', { name });

/** The form that a button opens, once its fields are loaded. */
async function editor(name: string | RegExp) {
  const form = within(await screen.findByRole('dialog', { name }));
  await form.findByRole('button', { name: 'Apply' });
  return form;
}

async function openDelivery() {
  await names();
  await userEvent.click(button('Delivery'));
  return editor('Delivery');
}

describe('filters by the figures of delivery', () => {
  it('are set without a mouse, stand in the address, and go into every question', async () => {
    const list = renderCatalogPage({});
    await names();

    act(() => button('Delivery').focus());
    await userEvent.keyboard('{Enter}');
    await editor('Delivery');
    await waitFor(() => expect(button(/^Lead time/)).toHaveFocus());
    await userEvent.tab();
    await userEvent.tab();
    expect(screen.getByLabelText('At least')).toHaveFocus();
    await userEvent.keyboard('2{Enter}');

    await waitFor(async () => expect(await names()).toEqual(['checkout-api']));
    expect(address()).toBe('?leadTime=172800..');
    expect(button(/^Lead time ≥.2.d$/)).toBeVisible();
    await waitFor(() => expect(button('Delivery')).toHaveFocus());
    const asked = { kind: 'component', leadTime: '172800..' };
    expect(list.list.mock.lastCall?.[0]).toMatchObject(asked);
    await waitFor(() =>
      expect(list.facet.mock.lastCall).toEqual([
        'health',
        expect.objectContaining(asked),
        expect.anything(),
      ]),
    );
  });

  it('are in the CSV too', async () => {
    const list = renderCatalogPage({ search: '?changeFailRate=..0.1' });
    global.URL.createObjectURL = jest.fn(() => 'blob:x');
    global.URL.revokeObjectURL = jest.fn();
    expect(await names()).toEqual(['checkout-api']);

    await userEvent.click(button('CSV'));

    await waitFor(() =>
      expect(list.csv).toHaveBeenCalledWith(
        expect.objectContaining({ changeFailRate: '..0.1', sort: 'name' }),
      ),
    );
  });

  it('are of any figure, in its own unit', async () => {
    renderCatalogPage({});
    const form = await openDelivery();

    await userEvent.click(form.getByRole('button', { name: /^Lead time/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Deploys/wk' }),
    );
    expect(screen.queryByRole('radio', { name: 'days' })).toBeNull();
    await userEvent.type(screen.getByLabelText(/^At most/), '14{Enter}');

    await waitFor(() => expect(address()).toBe('?deploymentFrequency=..2'));
    expect(
      await screen.findByRole('button', { name: /^Deploys\/wk ≤.14$/ }),
    ).toBeVisible();
  });

  it('find what has no value', async () => {
    renderCatalogPage({ search: '?sort=recoveryTime' });
    const form = await openDelivery();
    // What the rows are sorted by is offered first.
    expect(form.getByRole('button', { name: /^Recovery/ })).toBeVisible();

    await userEvent.click(form.getByRole('radio', { name: 'Without a value' }));
    await userEvent.click(form.getByRole('button', { name: 'Apply' }));

    await waitFor(() =>
      expect(address()).toBe('?recoveryTime=none&sort=recoveryTime'),
    );
    expect(button('Recovery without a value')).toBeVisible();
    expect(await names()).toHaveLength(20);
  });

  it('are changed and removed one by one, or all at once', async () => {
    renderCatalogPage({
      search: '?leadTime=3600..172800&changeFailRate=none',
    });
    await screen.findByText('No components match these filters');

    await userEvent.click(button(/^Lead time 1.h to 2.d$/));
    const form = await editor(/^Lead time/);
    expect(form.getByLabelText('At least')).toHaveValue('1');
    expect(form.getByLabelText('At most')).toHaveValue('48');
    expect(form.getByRole('radio', { name: 'hours' })).toBeChecked();
    await userEvent.click(form.getByRole('button', { name: 'Remove' }));

    await waitFor(() => expect(address()).toBe('?changeFailRate=none'));
    expect(button('Delivery')).toHaveFocus();
    await userEvent.click(button('Clear'));
    expect(address()).toBe('');
    await waitFor(() =>
      expect(screen.getByRole('heading', { level: 1 })).toHaveFocus(),
    );
  });

  it('say which field breaks which rule, and keep what was written', async () => {
    renderCatalogPage({});
    const form = await openDelivery();
    const least = form.getByLabelText('At least');

    await userEvent.type(least, '3');
    await userEvent.type(form.getByLabelText('At most'), '2{Enter}');

    const most = form.getByLabelText('At most');
    expect(most).toHaveFocus();
    expect(most).toHaveAccessibleDescription(
      'At most must not be below At least',
    );
    expect(most).toBeInvalid();
    expect(least).toBeValid();
    expect(address()).toBe('');

    await userEvent.type(most, '0');
    expect(most).toBeValid();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(button('Delivery')).toHaveFocus());
    expect(address()).toBe('');
  });

  it('name what in the address is none, and go on without it', async () => {
    const list = renderCatalogPage({
      search: '?leadTime=2d&changeFailRate=..0.1&sort=tag',
    });

    expect(await names()).toEqual(['checkout-api']);
    expect(screen.getByText('leadTime=2d')).toBeVisible();
    expect(list.list.mock.calls[0][0]).not.toHaveProperty('leadTime');
    await userEvent.click(
      within(screen.getByRole('table')).getByRole('button', { name: 'Tags' }),
    );
    await waitFor(() => expect(screen.queryByText('leadTime=2d')).toBeNull());
    expect(address()).toBe('?changeFailRate=..0.1&sort=tag&order=desc');
  });

  it('are not there for what has no figures', async () => {
    renderCatalogPage({ search: '?kind=api' });
    await names();

    expect(screen.queryByRole('button', { name: 'Delivery' })).toBeNull();
  });
});
