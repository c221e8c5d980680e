import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import {
  createFrontendPlugin,
  identityApiRef,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import {
  catalogApiRef,
  MockStarredEntitiesApi,
  starredEntitiesApiRef,
} from '@backstage/plugin-catalog-react';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { healthApiRef } from '@fairway/plugin-catalog-insights-react';
import { metricsApiRef } from '@fairway/plugin-metrics-react';
import { fakeHealth } from './__testUtils__/fakeHealth';
import { checkoutApi, checkoutTeam } from './__testUtils__/entities';
import { fakeMetrics } from './delivery/__testUtils__/fakeMetrics';
import { catalogModuleInsights } from './module';

type CatalogApi = typeof catalogApiRef.T;
type Config = NonNullable<Parameters<typeof renderTestApp>[0]>['config'];

/** Another plugin that adds to the page of an entity. */
const neighbour = createFrontendPlugin({
  pluginId: 'neighbour',
  extensions: [
    EntityCardBlueprint.make({
      name: 'card',
      params: { loader: async () => <p>A card of a neighbour</p> },
    }),
    EntityContentBlueprint.make({
      name: 'tab',
      params: {
        path: '/logs',
        title: 'Logs',
        filter: { kind: 'component' },
        loader: async () => <p>A tab of a neighbour</p>,
      },
    }),
    EntityContentBlueprint.make({
      name: 'other-tab',
      params: {
        path: '/members',
        title: 'Members',
        filter: { kind: 'group' },
        loader: async () => <p>Not of a component</p>,
      },
    }),
  ],
});

function renderAt(path: string, catalogApi: CatalogApi, config?: Config) {
  return renderTestApp({
    config,
    features: [catalogPlugin, neighbour, catalogModuleInsights],
    initialRouteEntries: [path],
    apis: [
      [catalogApiRef, catalogApi],
      [starredEntitiesApiRef, new MockStarredEntitiesApi()],
      [identityApiRef, mockApis.identity()],
      [metricsApiRef, fakeMetrics()],
      [healthApiRef, fakeHealth()],
    ],
  });
}

const known = () => catalogApiMock({ entities: [checkoutApi, checkoutTeam] });
const page = '/catalog/default/component/checkout-api';

describe('the page of an entity', () => {
  it('says what it is, whose, and where it came from', async () => {
    renderAt(page, known());

    expect(
      await screen.findByRole('heading', { level: 1, name: 'checkout-api' }),
    ).toBeVisible();
    expect(
      await screen.findByText('Takes a basket to a paid order'),
    ).toBeVisible();
    expect(screen.getAllByRole('link', { name: 'shop' })[0]).toHaveAttribute(
      'href',
      '/catalog/default/system/shop',
    );
    expect(
      screen.getByRole('link', { name: 'node-service 2.4' }),
    ).toHaveAttribute('href', '/catalog/default/template/node-service');
  });

  it('shows the cards of all plugins on its overview, ours among them', async () => {
    renderAt(page, known());

    expect(await screen.findByText(/2.people/)).toBeVisible();
    const ownership = screen.getByRole('region', { name: 'Ownership' });
    expect(
      within(ownership).getByRole('link', { name: 'checkout@example.org' }),
    ).toHaveAttribute('href', 'mailto:checkout@example.org');
    const links = await screen.findByRole('region', { name: 'Links' });
    expect(
      within(links)
        .getAllByRole('link')
        .map(link => link.textContent),
    ).toEqual(['Source', 'CI runs', 'Docs', 'Runbook']);
    const relations = await screen.findByRole('region', { name: 'Relations' });
    expect(relations).toHaveTextContent('orders-db, payments-ledger');
    const delivery = await screen.findByRole('region', {
      name: 'Delivery at a glance',
    });
    expect(await within(delivery).findByText(/26.% longer/)).toBeVisible();
    expect(await screen.findByText('A card of a neighbour')).toBeVisible();
  });

  it('has the tabs that its kind has, each at its own address', async () => {
    renderAt(page, known());

    const tabs = await screen.findByRole('navigation', { name: 'Component' });
    expect(
      within(tabs)
        .getAllByRole('link')
        .map(tab => tab.textContent),
    ).toEqual(['Overview', 'Delivery', 'Health', 'Dependencies', 'Logs']);
    await userEvent.click(within(tabs).getByRole('link', { name: 'Logs' }));
    expect(await screen.findByText('A tab of a neighbour')).toBeVisible();
    expect(within(tabs).getByRole('link', { name: 'Logs' })).toHaveAttribute(
      'aria-current',
      'page',
    );
  });

  it('opens at a tab', async () => {
    renderAt(`${page}/logs`, known());

    expect(await screen.findByText('A tab of a neighbour')).toBeVisible();
    expect(screen.queryByText('A card of a neighbour')).not.toBeInTheDocument();
  });

  it('stays with the entity at a tab it does not have', async () => {
    renderAt(`${page}/members`, known());

    expect(
      await screen.findByRole('heading', { name: 'There is no such tab here' }),
    ).toBeVisible();
    expect(screen.queryByText('Not of a component')).not.toBeInTheDocument();
  });

  it('says so when there is none of this name', async () => {
    renderAt('/catalog/default/component/nope', known());

    expect(
      await screen.findByRole('heading', {
        name: 'The catalog has no component of this name',
      }),
    ).toBeVisible();
  });

  it('says so when it could not be asked, and asks again', async () => {
    const catalogApi = known();
    jest
      .spyOn(catalogApi, 'getEntityByRef')
      .mockRejectedValueOnce(new Error('connection refused'));
    renderAt(page, catalogApi);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'checkout-api could not be loaded',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try now' }));
    expect(
      await screen.findByRole('region', { name: 'Ownership' }),
    ).toBeVisible();
  });

  it('warns of a record that nothing keeps up any more', async () => {
    const orphan = {
      ...checkoutApi,
      metadata: {
        ...checkoutApi.metadata,
        annotations: { 'backstage.io/orphan': 'true' },
        links: [],
      },
      relations: [],
    };
    renderAt(page, catalogApiMock({ entities: [orphan] }));

    expect(
      await screen.findByText('Nothing registers this any more.'),
    ).toBeVisible();
    expect(await screen.findByText('Nobody owns this')).toBeVisible();
    expect(await screen.findByText('No links yet')).toBeVisible();
  });

  it.each([
    [
      'its record says',
      {
        'fairway/logs-url': 'https://logs.example.org/own',
        'fairway/metrics-url': 'https://metrics.example.org/own',
      },
      'own',
    ],
    ['is configured for all', {}, 'checkout-api'],
  ])(
    'leads to logs and metrics from every tab, where %s where they are',
    async (_, annotations, place) => {
      const { metadata } = checkoutApi;
      const watched = {
        ...checkoutApi,
        metadata: { ...metadata, annotations },
      };
      renderAt(`${page}/logs`, catalogApiMock({ entities: [watched] }), {
        fairway: {
          links: {
            logs: 'https://logs.example.org/{name}',
            metrics: 'https://metrics.example.org/{name}',
          },
        },
      });

      expect(await screen.findByText('A tab of a neighbour')).toBeVisible();
      for (const what of ['Logs', 'Metrics']) {
        const links = screen.getAllByRole('link', { name: what });
        expect(links.map(link => link.getAttribute('href'))).toContain(
          `https://${what.toLowerCase()}.example.org/${place}`,
        );
      }
    },
  );

  it('has no way to logs and metrics that nobody knows', async () => {
    renderAt(page, known());

    expect(await screen.findByRole('region', { name: 'Links' })).toBeVisible();
    expect(
      screen.queryByRole('link', { name: 'Metrics' }),
    ).not.toBeInTheDocument();
  });

  it('can be starred', async () => {
    renderAt(page, known());

    const star = await screen.findByRole('button', {
      name: 'Star checkout-api',
    });
    await userEvent.click(star);
    expect(
      await screen.findByRole('button', { name: 'Unstar checkout-api' }),
    ).toBeVisible();
  });
});
