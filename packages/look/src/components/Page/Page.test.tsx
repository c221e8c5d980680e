import { render, screen, within } from '@testing-library/react';
import { Panel } from '../Panel';
import { StatusLabel } from '../Sign';
import { Page } from './Page';

describe('Page', () => {
  it('has one h1, names the window, and lists its facts', async () => {
    render(
      <Page
        title="checkout-api"
        crumbs={[{ label: 'Catalog', href: '/catalog' }, { label: 'checkout' }]}
        status={<StatusLabel sign="unhealthy" detail="since 14:20" />}
        summary="Takes a basket to a paid order"
        facts={[{ label: 'Owner', value: 'checkout' }]}
        actions={<button type="button">Logs</button>}
      >
        <Panel title="Ownership">9 people</Panel>
      </Page>,
    );

    const main = await screen.findByRole('main');
    expect(within(main).getByRole('heading', { level: 1 })).toHaveTextContent(
      /^checkout-api$/,
    );
    expect(document.title).toBe('checkout-api · Fairway');
    expect(screen.getByRole('link', { name: 'Catalog' })).toHaveAttribute(
      'href',
      '/catalog',
    );
    expect(screen.getByText('Unhealthy')).toBeVisible();
    expect(screen.getByRole('term')).toHaveTextContent('Owner');
    expect(screen.getByRole('definition')).toHaveTextContent('checkout');
    expect(screen.getByRole('region', { name: 'Ownership' })).toHaveTextContent(
      '9 people',
    );
  });

  describe('focus', () => {
    const used = (hasBeenActive: boolean) =>
      Object.defineProperty(navigator, 'userActivation', {
        configurable: true,
        value: { hasBeenActive },
      });
    afterEach(() => used(false));

    it('goes to the title where the control that had it is gone', () => {
      used(true);
      render(<Page title="Create payments-refunds" />);
      expect(screen.getByRole('heading', { level: 1 })).toHaveFocus();
    });

    it('stays where it is on a page just loaded, and on a control that is still there', () => {
      used(false);
      const { unmount } = render(<Page title="Catalog" />);
      expect(document.body).toHaveFocus();
      unmount();

      used(true);
      render(<button type="button">Runs</button>);
      screen.getByRole('button').focus();
      render(<Page title="Runs" />);
      expect(screen.getByRole('button')).toHaveFocus();
    });
  });
});
