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
    // Nothing had the focus before, as on a page that was just loaded.
    expect(document.body).toHaveFocus();
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
    it('goes to the title where the control that had it is gone', () => {
      const { rerender } = render(<button type="button">Create</button>);
      screen.getByRole('button').focus();
      rerender(<Page title="Create payments-refunds" />);
      expect(screen.getByRole('heading', { level: 1 })).toHaveFocus();
    });

    it('goes to the title where the part of the page with the control is gone', () => {
      const { rerender } = render(
        <Page title="Run" part="failed">
          <button type="button">Retry</button>
        </Page>,
      );
      screen.getByRole('button').focus();
      rerender(<Page title="Run" part="running" />);
      expect(screen.getByRole('heading', { level: 1 })).toHaveFocus();
    });

    it('stays on a control that is still there', () => {
      render(<button type="button">Runs</button>);
      screen.getByRole('button').focus();
      render(<Page title="Runs" />);
      expect(screen.getByRole('button')).toHaveFocus();
    });
  });
});
