import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, EntityProvider } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { metricsApiRef, type MetricsApi } from '@fairway/plugin-metrics-react';
import { checkoutApi, checkoutTeam } from '../../__testUtils__/entities';
import { useLocation } from '../../routing';
import {
  answer,
  fakeMetrics,
  figure,
  nothing,
  refusal,
} from '../__testUtils__/fakeMetrics';
import { DeliveryTab } from './DeliveryTab';

function Address() {
  return <output data-testid="address">{useLocation().search}</output>;
}

const address = () =>
  decodeURIComponent(screen.getByTestId('address').textContent!);

function renderTab(
  api: MetricsApi,
  options: { search?: string; entity?: Entity } = {},
) {
  const { search = '', entity = checkoutApi } = options;
  return renderInTestApp(
    <EntityProvider entity={entity}>
      <DeliveryTab />
      <Address />
    </EntityProvider>,
    {
      initialRouteEntries: [`/${search}`],
      apis: [
        [metricsApiRef, api],
        [
          catalogApiRef,
          catalogApiMock({ entities: [checkoutApi, checkoutTeam] }),
        ],
      ],
    },
  );
}

const figures = () => screen.findByRole('region', { name: 'Figures' });

describe('what it shows', () => {
  it('shows the figures, what stands beside them, and one of them over time in words', async () => {
    renderTab(fakeMetrics());

    const tiles = within(await figures());
    expect(
      await tiles.findByText('2.9', { exact: false, selector: 'span' }),
    ).toBeVisible();
    expect(tiles.getByText(/26.% longer, was 2.3.d/)).toBeVisible();
    expect(
      tiles.getByRole('link', { name: /^2.failed rollouts$/ }),
    ).toHaveAttribute('href', '/?evidence=deploymentFrequency&list=left-out');
    const chart = await screen.findByRole('region', {
      name: 'Change lead time, per week',
    });
    expect(
      await within(chart).findByText(/rose from 2.3.d in the/),
    ).toHaveTextContent(
      /^Change lead time rose from 2.3.d in the 90.days before to 2.9.d. 1.week with fewer than 5 changes has no figure of its own.$/,
    );
    expect(within(chart).getByText(/rule version 1/)).toBeVisible();
    expect(screen.getByText(/^Complete to/)).toBeVisible();
  });

  it('keeps its shape while it loads', async () => {
    const api = fakeMetrics();
    api.figures.mockReturnValue(new Promise(() => {}));
    renderTab(api);

    expect(
      await screen.findByText('Loading delivery metrics'),
    ).toBeInTheDocument();
    expect(screen.getByText('Change fail rate')).toBeVisible();
  });

  it('says which data are not there yet', async () => {
    const { freshness } = answer();
    const gaps = [
      {
        ...{ source: 'github', title: 'GitHub' },
        since: '2026-11-21T14:25:00Z',
        reason: 'the forge does not answer',
      },
    ];
    renderTab(fakeMetrics(answer({ freshness: { ...freshness, gaps } })));

    expect(
      await screen.findByText(/^Data from GitHub are incomplete since/),
    ).toBeVisible();
    expect(screen.getByText(/The forge does not answer\. The/)).toBeVisible();
    expect(screen.getByText(/^Incomplete, as of/)).toBeVisible();
  });
});

describe('the address', () => {
  it('holds the range, the metric, the table and what it is beside', async () => {
    const api = fakeMetrics();
    renderTab(api);
    await figures();

    await userEvent.click(screen.getByRole('radio', { name: 'Last 30 days' }));
    await waitFor(() => expect(address()).toBe('?range=30d'));
    await userEvent.click(
      await screen.findByRole('link', { name: 'Change fail rate' }),
    );
    expect(
      await screen.findByRole('region', { name: 'Change fail rate, per week' }),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('radio', { name: 'Table' }));
    expect(await screen.findByRole('table')).toHaveTextContent(
      'Needed intervention',
    );
    await userEvent.click(screen.getByRole('button', { name: /^Beside/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'nothing' }),
    );
    await waitFor(() =>
      expect(address()).toBe(
        '?range=30d&metric=changeFailRate&view=table&beside=nothing',
      ),
    );
    expect(api.figures).toHaveBeenLastCalledWith(
      expect.objectContaining({ compare: false }),
      expect.anything(),
    );
  });

  it('is read: a custom range, as a table, per day', async () => {
    const api = fakeMetrics();
    renderTab(api, {
      search: '?from=2026-08-01&to=2026-08-31&view=table&per=day',
    });

    expect(
      await screen.findByRole('region', { name: 'Change lead time, per day' }),
    ).toBeVisible();
    expect(
      await screen.findByRole('link', { name: /^6 changes, 9.Nov$/ }),
    ).toHaveAttribute(
      'href',
      expect.stringContaining('days=2026-11-09..2026-11-15'),
    );
    expect(api.series).toHaveBeenCalledWith(
      {
        scope: 'component:default/checkout-api',
        interval: 'day',
        from: '2026-08-01T10:00:00.000Z',
        to: '2026-08-31T10:00:00.001Z',
      },
      expect.anything(),
    );
  });
});

describe('what is behind a figure', () => {
  it('lists the deployments that failed, and why each counts', async () => {
    renderTab(fakeMetrics(), { search: '?evidence=changeFailRate' });

    const drawer = await screen.findByRole('dialog');
    expect(
      await within(drawer).findByRole('heading', {
        name: /^Change fail rate: 8.6.%$/,
      }),
    ).toBeVisible();
    const row = await within(drawer).findByRole('row', { name: /v214/ });
    await waitFor(() =>
      expect(row).toHaveTextContent(
        'Incident “Checkout errors”Evidence: named release' +
          'Rolled back to v213Evidence: rollback' +
          'open',
      ),
    );
    expect(within(row).getByRole('link', { name: 'v214' })).toHaveAttribute(
      'href',
      'http://forge.test/runs/1482',
    );
    expect(
      within(row).getByRole('link', { name: 'Incident “Checkout errors”' }),
    ).toHaveAttribute('href', 'https://pager.test/INC-2291');
  });

  it('lists what was left out, with the reason', async () => {
    renderTab(fakeMetrics(), { search: '?evidence=changeFailRate' });

    const drawer = await screen.findByRole('dialog');
    await userEvent.click(
      await within(drawer).findByRole('radio', { name: /^Left out/ }),
    );
    expect(await within(drawer).findByText('Redeploy')).toBeVisible();
    expect(
      within(drawer).getByText('Evidence: the revision that served already'),
    ).toBeVisible();
    expect(
      await within(drawer).findByText('No failed rollouts in these days.'),
    ).toBeVisible();
    expect(address()).toContain('list=left-out');
  });

  it('lists the changes of some days, and makes no link of what is none', async () => {
    const api = fakeMetrics();
    renderTab(api, {
      search: '?evidence=changeLeadTime&days=2026-11-16..2026-11-22',
    });

    const drawer = await screen.findByRole('dialog');
    const row = await within(drawer).findByRole('row', { name: /#341/ });
    expect(row).toHaveTextContent(/Cache basket totals.*first in.*2.9.d$/);
    expect(within(row).queryByRole('link')).not.toBeInTheDocument();
    expect(api.figures).toHaveBeenCalledWith(
      expect.objectContaining({ from: '2026-11-16T10:00:00.000Z' }),
      expect.anything(),
    );
  });

  it('is closed by the keyboard, and gone from the address', async () => {
    renderTab(fakeMetrics(), { search: '?evidence=incidents&range=7d' });
    const drawer = await screen.findByRole('dialog');
    expect(await within(drawer).findByText('Checkout errors')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(address()).toBe('?range=7d'));
  });
});

describe('without figures', () => {
  it('says how to connect a service that is not', async () => {
    const { annotations, ...metadata } = checkoutApi.metadata;
    renderTab(fakeMetrics(nothing()), { entity: { ...checkoutApi, metadata } });

    expect(
      await screen.findByText('No deployments are connected'),
    ).toBeVisible();
    expect(screen.getByLabelText('To be added')).toHaveTextContent(
      'github.com/project-slug: your-organisation/checkout-api',
    );
  });

  it('says that none has reached production yet', async () => {
    renderTab(fakeMetrics(nothing()));
    expect(
      await screen.findByText('No production deployment yet'),
    ).toBeVisible();
  });

  it('says that all there is lies outside of these days', async () => {
    renderTab(fakeMetrics(nothing('2026-02-01T00:00:00.000Z')), {
      search: '?range=7d',
    });
    expect(await screen.findByText('Nothing in these days')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Show the last 30 days' }),
    ).toHaveAttribute('href', '/?range=30d');
  });

  it('says that there are too few, never 0', async () => {
    const few = figure('changeFailRate', { n: 3, count: 1 });
    renderTab(
      fakeMetrics(
        answer({ figures: { ...answer().figures, changeFailRate: few } }),
      ),
      { search: '?metric=changeFailRate' },
    );
    const tiles = within(await figures());
    expect(await tiles.findByText('Not enough data')).toBeVisible();
    expect(tiles.getByText(/1 of them failed; no rate is drawn/)).toBeVisible();
    expect(
      await screen.findByText(/^3.deployments: 5 are needed/),
    ).toBeVisible();
  });

  it('says that one may not see them', async () => {
    const api = fakeMetrics();
    api.figures.mockRejectedValue(await refusal(404, 'No entity was found'));
    renderTab(api);
    expect(
      await screen.findByText('You can see this page, not its figures'),
    ).toBeVisible();
  });

  it('says what failed, and tries again', async () => {
    const api = fakeMetrics();
    api.figures.mockRejectedValueOnce(
      await refusal(503, 'The database does not answer'),
    );
    renderTab(api);
    expect(
      await screen.findByText('Delivery could not be loaded'),
    ).toBeVisible();
    expect(screen.getByText('503 · request 7f3a-91c2')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try now' }));
    expect(await figures()).toBeVisible();
  });
});

describe('of a team', () => {
  it('shows all together, how the services are spread, and each of them', async () => {
    renderTab(fakeMetrics(), { entity: checkoutTeam });

    const spread = await screen.findByRole('region', {
      name: 'How the services are spread',
    });
    expect(
      await within(spread).findByText(/^2.services with a figure/),
    ).toHaveTextContent(
      /from 1.0.d to 3.0.d, median 2.0.d; all together 2.9.d$/,
    );
    const services = await screen.findByRole('region', { name: 'Services' });
    expect(
      await within(services).findByRole('link', { name: 'checkout-api' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/checkout-api/delivery',
    );
    expect(
      within(services).getByRole('columnheader', { name: 'Change lead time' }),
    ).toHaveAttribute('aria-sort', 'descending');
  });
});
