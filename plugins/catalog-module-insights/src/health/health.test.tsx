import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Entity } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { healthApiRef } from '@fairway/plugin-catalog-insights-react';
import { checkoutApi, checkoutTeam } from '../__testUtils__/entities';
import { checkoutHealth, fakeHealth } from '../__testUtils__/fakeHealth';
import { EntityHealthProvider } from './EntityHealth';
import { HealthCard } from './HealthCard';
import { HealthTab } from './HealthTab';
import { RollUpCard } from './RollUpCard';

function show(
  element: JSX.Element,
  options: { health?: ReturnType<typeof fakeHealth>; entity?: Entity } = {},
) {
  const { health = fakeHealth(), entity = checkoutApi } = options;
  renderInTestApp(
    <EntityProvider entity={entity}>
      <EntityHealthProvider entityRef="component:default/checkout-api">
        {element}
      </EntityHealthProvider>
    </EntityProvider>,
    { apis: [[healthApiRef, health]] },
  );
  return health;
}

async function refused(status: number) {
  const body = {
    error: { name: 'E', message: 'It did not answer' },
    response: { statusCode: status },
  };
  return ResponseError.fromResponse(
    new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json' },
    }),
  );
}

describe('the health card', () => {
  it('gives every reason with source, since and the way to act, worst first', async () => {
    show(<HealthCard />);

    const rows = await screen.findAllByRole('listitem');
    expect(rows).toHaveLength(3);
    expect(rows[0]).toHaveTextContent('2 of 3 pods crash-loop in production');
    expect(rows[0]).toHaveTextContent(
      /Kubernetes, cluster north-1 · since .* · seen .* ago/,
    );
    expect(within(rows[0]).getByRole('link', { name: 'Pods' })).toHaveAttribute(
      'href',
      '/catalog/default/component/checkout-api/kubernetes',
    );
    expect(within(rows[1]).queryByRole('link')).not.toBeInTheDocument();
    expect(rows[2]).toHaveTextContent(/last seen/);
  });

  it('keeps what it knew when it can’t ask, and says so', async () => {
    const health = show(<HealthCard />);
    await screen.findAllByRole('listitem');
    health.getHealth.mockRejectedValue(await refused(503));
    await act(async () => {
      document.dispatchEvent(new Event('visibilitychange'));
    });

    expect(await screen.findByText('Health can’t be asked for.')).toBeVisible();
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
  });

  it('says what a failure does not mean, and tries again', async () => {
    const health = fakeHealth();
    health.getHealth.mockRejectedValueOnce(await refused(503));
    show(<HealthCard />, { health });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      /It did not answer. Nothing is known about the service itself/,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try now' }));
    expect(await screen.findAllByRole('listitem')).toHaveLength(3);
  });

  it.each([
    ['Nobody has looked yet', checkoutApi],
    [
      'Nothing looks after its health',
      { ...checkoutApi, metadata: { name: 'checkout-api' } },
    ],
  ])('says “%s” where there is no reason', async (title, entity) => {
    const health = fakeHealth();
    health.getHealth.mockResolvedValue({ ...checkoutHealth, reasons: [] });
    show(<HealthCard />, { health, entity });

    expect(await screen.findByRole('heading', { name: title })).toBeVisible();
  });
});

describe('the health tab', () => {
  it('lists each change with what decided it', async () => {
    show(<HealthTab />);

    const timeline = await screen.findByRole('region', { name: 'Timeline' });
    await waitFor(() =>
      expect(within(timeline).getAllByRole('listitem')).toHaveLength(2),
    );
    const [newest, oldest] = within(timeline).getAllByRole('listitem');
    expect(newest).toHaveTextContent(/^Unhealthyfor .* so far, was healthy/);
    expect(newest).toHaveTextContent(
      '2 of 3 pods crash-loop in production · Kubernetes, cluster north-1',
    );
    expect(newest).not.toHaveTextContent('Last CI run');
    expect(oldest).toHaveTextContent(/^Healthyfor 1.d 5.h, was unknown/);
    expect(within(timeline).getByRole('img')).toHaveAccessibleName(
      /unhealthy once/,
    );
  });

  it('goes on to older changes', async () => {
    const health = fakeHealth();
    const { items } = await health.getHistory();
    health.getHistory.mockClear();
    health.getHistory.mockResolvedValueOnce({
      items: items.slice(0, 1),
      nextCursor: 'older',
    });
    show(<HealthTab />, { health });
    health.getHistory
      .mockResolvedValueOnce({ items: items.slice(0, 1), nextCursor: 'older' })
      .mockResolvedValueOnce({ items: items.slice(1) });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Show earlier changes' }),
    );

    expect(await screen.findByText(/was unknown/)).toBeVisible();
    expect(health.getHistory.mock.lastCall).toEqual([
      'component:default/checkout-api',
      expect.objectContaining({ cursor: 'older' }),
    ]);
  });

  it('says that nothing changed yet', async () => {
    const health = fakeHealth();
    health.getHistory.mockResolvedValue({ items: [] });
    show(<HealthTab />, { health });

    expect(
      await screen.findByRole('heading', { name: 'No change yet' }),
    ).toBeVisible();
  });
});

describe('the roll-up', () => {
  it('counts, names the worst, and says what it leaves out', async () => {
    show(<RollUpCard />, { entity: checkoutTeam });

    const card = await screen.findByRole('region', { name: 'Health' });
    expect(
      await within(card).findByRole('link', { name: 'checkout-api' }),
    ).toHaveAttribute('href', '/catalog/default/component/checkout-api/health');
    expect(card).toHaveTextContent('1 unhealthy4 healthy');
    expect(card).toHaveTextContent(/2.more that you may not open are not/);
    expect(
      within(card).getByRole('link', { name: 'Open in catalog' }),
    ).toHaveAttribute(
      'href',
      '/catalog?owner=group%3Adefault%2Fcheckout&sort=health',
    );
  });
});
