import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
} from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { ComponentRow } from '@fairway/plugin-catalog-insights-common';
import {
  healthApiRef,
  listApiRef,
} from '@fairway/plugin-catalog-insights-react';
import { metricsApiRef } from '@fairway/plugin-metrics-react';
import { HomePage } from './HomePage';

const checkout: ComponentRow = {
  entityRef: 'component:default/checkout-api',
  name: 'checkout-api',
  tags: [],
  health: {
    status: 'unhealthy',
    since: '2026-11-20T14:20:00Z',
    text: '2 of 3 pods crash-loop',
    stale: false,
  },
};
const ledger: ComponentRow = {
  entityRef: 'component:default/ledger',
  name: 'ledger',
  tags: [],
  health: { status: 'healthy', since: '2026-11-09T10:00:00Z', stale: false },
};

const release = (version: string, revision: string) => ({
  environment: 'x',
  version,
  revision,
  state: 'success',
  since: '2026-11-20T14:12:00Z',
  logUrl: 'http://forge.test/log',
  deploymentId: version,
});

const steps = ['Render', 'Publish', 'CI'].map(id => ({ id, name: id }));
const task = (id: string, status: string) => ({
  id,
  status,
  createdAt: new Date(Date.now() - 60_000).toISOString(),
  lastHeartbeatAt: new Date().toISOString(),
  spec: { parameters: { name: id }, steps },
});

type Answers = Record<string, unknown>;

const usual: Answers = {
  '/api/releases/entities/component/default/checkout-api': {
    entityRef: checkout.entityRef,
    source: { title: 'forge', asOf: '2026-11-20T14:12:00Z' },
    environments: [
      {
        environment: 'production',
        production: true,
        current: release('v214', 'a'),
      },
      {
        environment: 'staging',
        production: false,
        current: release('v215', 'b'),
      },
    ],
    mayPromote: true,
  },
  '/api/scaffolder/v2/tasks': {
    tasks: [task('webhooks', 'processing'), task('preview', 'failed')],
  },
  '/api/scaffolder/v2/tasks/webhooks/events': [
    { type: 'log', body: { stepId: 'Publish', status: 'processing' } },
  ],
  '/api/scaffolder/v2/tasks/preview/events': [
    { type: 'log', body: { stepId: 'CI', status: 'failed' } },
    { type: 'completion', body: { error: { message: '1 test failed' } } },
  ],
};

function show(options: {
  rows?: ComponentRow[];
  answers?: Answers;
  platform?: boolean;
  links?: Record<string, string>;
  list?: () => Promise<any>;
}) {
  const { rows = [checkout, ledger], answers = usual, links } = options;
  const list = jest.fn(options.list ?? (async () => ({ items: rows })));
  const fetch = async (input: RequestInfo | URL) => {
    const { pathname } = new URL(String(input));
    const body = answers[pathname];
    return new Response(JSON.stringify(body ?? {}), {
      status: body ? 200 : 404,
      headers: { 'content-type': 'application/json' },
    });
  };
  renderInTestApp(<HomePage />, {
    config: {
      fairway: {
        ...(options.platform && { platformTeams: ['group:default/checkout'] }),
        ...(links && { links }),
      },
    },
    apis: [
      [
        listApiRef,
        {
          list,
          count: jest.fn(),
          facet: jest.fn(),
          csv: jest.fn(),
          listUnowned: async () => ({
            items: [
              {
                entityRef: 'component:default/geo-lookup',
                ownerRef: 'group:default/maps',
                problem: 'missing' as const,
              },
            ],
          }),
        },
      ],
      [
        healthApiRef,
        {
          getHealth: async () => ({
            entityRef: checkout.entityRef,
            status: 'unhealthy' as const,
            since: '2026-11-20T14:20:00Z',
            stale: false,
            revision: 1,
            reasons: [
              {
                source: 'kubernetes',
                sourceTitle: 'Kubernetes, north-1',
                status: 'unhealthy' as const,
                text: 'OOMKilled at 256 Mi',
                since: '2026-11-20T14:20:00Z',
                checkedAt: '2026-11-20T14:30:00Z',
                stale: false,
                link: { title: 'Pods', url: 'https://kube.example.org/pods' },
              },
            ],
          }),
          getHistory: jest.fn(),
          getRollUp: jest.fn(),
        },
      ],
      [metricsApiRef, { evidence: async () => ({ items: [] }) } as any],
      [
        catalogApiRef,
        catalogApiMock({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Component',
              metadata: {
                namespace: 'default',
                name: 'checkout-api',
                annotations: { 'github.com/project-slug': 'acme/checkout-api' },
                links: [
                  { title: 'Runbook', url: 'https://example.org/runbook' },
                ],
              },
            },
          ],
        }),
      ],
      [
        identityApiRef,
        mockApis.identity({
          userEntityRef: 'user:default/dana',
          ownershipEntityRefs: ['user:default/dana', 'group:default/checkout'],
        }),
      ],
      [discoveryApiRef, mockApis.discovery({ baseUrl: 'http://localhost' })],
      [fetchApiRef, { fetch }],
    ],
  });
  return { list };
}

const region = (name: string | RegExp) => screen.findByRole('region', { name });

describe('home', () => {
  it('shows my services with health, what runs, and the way to logs and metrics', async () => {
    show({});

    const services = await region(/^My services \d/);
    const row = await within(services).findByRole('row', {
      name: /^checkout-api/,
    });
    expect(await within(row).findByText('v214')).toBeVisible();
    expect(row).toHaveTextContent(
      /Unhealthy2 of 3 pods crash-loopv214 v215 ahead/,
    );
    expect(
      within(row).getByRole('link', { name: 'Logs of checkout-api' }),
    ).toHaveAttribute('href', 'http://forge.test/log');
    expect(
      within(row).getByRole('link', { name: 'Delivery of checkout-api' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/checkout-api/delivery',
    );
    expect(
      within(services).getByRole('link', { name: 'How it is configured' }),
    ).toBeVisible();
    expect(services).toHaveTextContent('1 unhealthy1 healthyOpen in catalog');
    expect(await screen.findByText(/Team checkout, 2.services/)).toBeVisible();
  });

  it('leads to the logs and metrics that are configured for all services', async () => {
    show({
      links: {
        logs: 'https://logs.example.org/{name}',
        metrics: 'https://metrics.example.org/{name}',
      },
    });

    const services = await region(/^My services \d/);
    for (const what of ['Logs', 'Metrics']) {
      expect(
        await within(services).findByRole('link', {
          name: `${what} of checkout-api`,
        }),
      ).toHaveAttribute(
        'href',
        `https://${what.toLowerCase()}.example.org/checkout-api`,
      );
    }
    expect(services).not.toHaveTextContent('No logs or metrics');
    expect(
      within(services).queryByRole('link', {
        name: 'Delivery of checkout-api',
      }),
    ).not.toBeInTheDocument();
  });

  it('says what waits for me, each with what to do', async () => {
    show({});

    const attention = await region(/^Needs your attention \d/);
    expect(
      await within(attention).findByRole('link', { name: 'Pods' }),
    ).toHaveAttribute('href', 'https://kube.example.org/pods');
    expect(attention).toHaveTextContent(/since.*: OOMKilled at 256 Mi\./);
    expect(attention).toHaveTextContent(
      'Creation of preview stopped at step 3 of 3, CI.1 test failed',
    );
    expect(
      within(attention).getByRole('link', { name: 'See what to do' }),
    ).toHaveAttribute('href', '/create/tasks/preview');
    expect(attention).not.toHaveTextContent('needs an owner');
  });

  it('tells the platform team what lost its owner', async () => {
    show({ platform: true });

    const attention = await region(/^Needs your attention \d/);
    expect(
      await within(attention).findByRole('link', { name: 'Choose an owner' }),
    ).toHaveAttribute('href', '/needs-owner');
    expect(attention).toHaveTextContent('geo-lookup needs an owner.');
  });

  it('shows my creations, with the step that runs', async () => {
    show({});

    expect(await screen.findByText('webhooks')).toBeVisible();
    const creations = await region('My creations');
    expect(creations).toHaveTextContent(/Step 2 of 3, Publish · 1.min/);
    expect(within(creations).getByRole('progressbar')).toHaveAttribute(
      'aria-valuenow',
      '1',
    );
  });

  it('has something to read: ours, and the runbooks of my services', async () => {
    show({});

    expect(
      await screen.findByRole('link', { name: 'Runbook: checkout-api' }),
    ).toHaveAttribute('href', 'https://example.org/runbook');
    const documentation = await region('Documentation');
    expect(
      within(documentation).getByRole('link', { name: /^Getting started/ }),
    ).toHaveAttribute(
      'href',
      '/docs/default/component/fairway/getting-started',
    );
  });

  it('begins with Create Service where there is nothing yet', async () => {
    show({ rows: [], answers: { '/api/scaffolder/v2/tasks': { tasks: [] } } });

    expect(
      await screen.findByText('Your teams own no service yet'),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Create Service' }),
    ).toHaveAttribute('href', '/create');
    expect(await screen.findByText('Nothing waits for you')).toBeVisible();
    expect(await screen.findByText('Nothing changed')).toBeVisible();
    expect(
      await screen.findByText('You have created nothing yet'),
    ).toBeVisible();
  });

  it('says what could not be loaded, keeps the rest, and tries again', async () => {
    const answers = [
      async () => {
        throw new Error('The catalog is away');
      },
    ];
    const { list } = show({
      list: () => (answers.shift() ?? (async () => ({ items: [ledger] })))(),
    });

    expect(
      await screen.findByText('Your services could not be loaded'),
    ).toBeVisible();
    expect(await screen.findByText('webhooks')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try now' }));
    expect(await screen.findByRole('row', { name: /^ledger/ })).toBeVisible();
    expect(list).toHaveBeenCalledTimes(2);
  });
});
