import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answering, dana, fakePortal } from './__testUtils__/fakePortal';
import { createPortal } from './App';

const checkoutFound = answering('/api/catalog/entities/by-query', {
  items: [
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { namespace: 'default', name: 'checkout-api' },
      spec: { type: 'service' },
    },
  ],
  totalItems: 1,
  pageInfo: {},
});

beforeEach(() => {
  window.history.replaceState({}, '', '/');
});

describe('the portal', () => {
  it('lets nobody in who is not signed in, and has no guest', async () => {
    fakePortal({});
    render(createPortal());

    const main = await screen.findByRole('main');
    expect(
      within(main)
        .getAllByRole('button')
        .map(button => button.textContent),
    ).toEqual(['Sign in with GitHub']);
    expect(screen.queryByRole('navigation')).not.toBeInTheDocument();
  });

  it('says why GitHub sent one back, once', async () => {
    fakePortal({});
    window.history.replaceState(
      {},
      '',
      '/catalog?kind=api&error=access_denied',
    );
    render(createPortal());

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'GitHub was not allowed to tell who you are.',
    );
    expect(window.location.search).toBe('?kind=api');
  });

  it('starts at home, with the way to everything', async () => {
    fakePortal({ session: dana });
    render(createPortal());

    expect(
      await screen.findByRole('heading', { level: 1, name: 'Home' }),
    ).toBeVisible();
    expect(window.location.pathname).toBe('/');
    expect(
      await screen.findByText('Your teams own no service yet'),
    ).toBeVisible();

    const nav = screen.getByRole('navigation', { name: 'Main' });
    expect(
      await within(nav).findByRole('button', { name: 'Dana Example' }),
    ).toBeVisible();
    expect(
      await within(nav).findByRole('link', { name: 'Notifications 3 unread' }),
    ).toBeVisible();
    expect(
      within(nav)
        .getAllByRole('link')
        .map(link => [link.textContent?.trim(), link.getAttribute('href')]),
    ).toEqual([
      ['Fairway', '/'],
      ['Create Service', '/create'],
      ['Home', '/'],
      ['Catalog', '/catalog'],
      ['Runs', '/create/tasks'],
      ['Docs', '/docs'],
      ['APIs', '/api-docs'],
      ['Adoption', '/adoption'],
      ['Import a repository', '/catalog-import'],
      ['Notifications 3 unread', '/notifications'],
      ['Settings', '/settings'],
    ]);
    expect(within(nav).getByRole('link', { name: 'Home' })).toHaveAttribute(
      'aria-current',
      'page',
    );
    expect(
      within(nav).getByRole('link', { name: 'Catalog' }),
    ).not.toHaveAttribute('aria-current');
    await userEvent.click(within(nav).getByRole('link', { name: 'Catalog' }));
    expect(
      await screen.findByText('There are no components yet'),
    ).toBeVisible();
  });

  it('counts the creations of who is signed in that run', async () => {
    fakePortal({
      session: dana,
      answers: [
        answering('/api/scaffolder/v2/tasks', { tasks: [], totalTasks: 2 }),
      ],
    });
    render(createPortal());

    expect(
      await screen.findByRole('link', { name: 'Runs 2 running' }),
    ).toHaveAttribute('href', '/create/tasks');
  });

  it('keeps what is open when the theme changes', async () => {
    fakePortal({ session: dana });
    render(createPortal());
    await screen.findByRole('navigation', { name: 'Main' });
    await userEvent.keyboard('{Control>}k{/Control}');
    const search = await screen.findByRole('combobox', { name: 'Search' });
    expect(document.body).toHaveAttribute('data-theme-mode', 'light');

    act(() => {
      window.localStorage.setItem('theme', 'dark');
      window.dispatchEvent(
        new StorageEvent('storage', { key: 'theme', newValue: 'dark' }),
      );
    });

    expect(document.body).toHaveAttribute('data-theme-mode', 'dark');
    expect(search).toBeInTheDocument();
    window.localStorage.removeItem('theme');
  });

  it('finds a service with Ctrl+K and goes there', async () => {
    fakePortal({ session: dana, answers: [checkoutFound] });
    render(createPortal());
    await screen.findByRole('navigation', { name: 'Main' });

    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.type(
      await screen.findByRole('combobox', { name: 'Search' }),
      'check',
    );
    const found = await screen.findByRole('option', { name: /checkout-api/ });
    expect(found).toHaveAttribute('aria-selected', 'true');
    await userEvent.keyboard('{Enter}');

    expect(window.location.pathname).toBe(
      '/catalog/default/component/checkout-api',
    );
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('says so at an address where there is nothing', async () => {
    fakePortal({ session: dana });
    window.history.replaceState({}, '', '/nowhere');
    render(createPortal());

    expect(
      await screen.findByRole('heading', {
        level: 1,
        name: 'There is no page at this address',
      }),
    ).toBeVisible();
  });

  it('ends the session when one signs out', async () => {
    const { requests } = fakePortal({ session: dana });
    render(createPortal());

    await userEvent.click(
      await screen.findByRole('button', { name: 'Dana Example' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Sign out' }),
    );

    expect(requests).toContain('POST /api/auth/github/logout');
  });
});
