import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusedWith } from '../../__testUtils__/FakeScaffolder';
import { fakeCreateApi } from '../../__testUtils__/fakeCreateApi';
import { renderCreate } from '../../__testUtils__/renderCreate';
import { aRun } from '../../__testUtils__/runs';

function withRuns() {
  const createApi = fakeCreateApi();
  createApi.listRuns.mockResolvedValue({
    runs: [
      aRun({
        status: 'completed',
        lastHeartbeatAt: '2026-11-21T14:10:41.000Z',
      }),
      aRun({
        id: 'run-2',
        status: 'failed',
        createdBy: 'user:default/milo',
        lastHeartbeatAt: undefined,
      }),
    ],
    total: 45,
  });
  return createApi;
}

async function rows() {
  const [, body] = within(await screen.findByRole('table')).getAllByRole(
    'rowgroup',
  );
  return within(body)
    .getAllByRole('row')
    .map(row => [...row.children].map(cell => cell.textContent));
}

describe('the list of runs', () => {
  it('says what each was, how it went and how long it took', async () => {
    const createApi = withRuns();
    renderCreate('/create/tasks', { createApi });
    await waitFor(async () =>
      expect((await rows())[0].slice(0, 5)).toEqual([
        'Create refunds',
        'Finished',
        'Node service 2.6.0',
        'payments',
        'you',
      ]),
    );
    expect((await rows())[0][6]).toBe('3\u00a0min 41\u00a0s');
    const [, second] = await rows();
    expect([second[1], second[4], second[6]]).toEqual(['Failed', 'milo', '–']);
    expect(
      screen.getAllByRole('link', { name: 'Create refunds' })[1],
    ).toHaveAttribute('href', '/create/tasks/run-2');
    expect(createApi.listRuns.mock.calls[0][0]).toEqual({
      createdBy: 'user:default/dana',
      status: undefined,
      limit: 20,
      offset: 0,
    });
  });

  it('is filtered and turned by its address', async () => {
    const createApi = withRuns();
    renderCreate('/create/tasks?whose=all&state=underWay&page=2', {
      createApi,
    });
    await screen.findByRole('table');
    expect(createApi.listRuns.mock.calls[0][0]).toEqual({
      createdBy: undefined,
      status: ['open', 'processing'],
      limit: 20,
      offset: 20,
    });
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await waitFor(() =>
      expect(createApi.listRuns.mock.lastCall?.[0]).toMatchObject({
        offset: 40,
      }),
    );
    await userEvent.click(screen.getByRole('radio', { name: 'Failed' }));
    await waitFor(() =>
      expect(createApi.listRuns.mock.lastCall?.[0]).toMatchObject({
        status: ['failed'],
        offset: 0,
      }),
    );
    await userEvent.click(screen.getByRole('radio', { name: 'Stopped' }));
    await waitFor(() =>
      expect(createApi.listRuns.mock.lastCall?.[0]).toMatchObject({
        status: ['cancelled'],
      }),
    );
    await userEvent.click(screen.getByRole('radio', { name: 'Mine' }));
    await waitFor(() =>
      expect(createApi.listRuns.mock.lastCall?.[0]).toMatchObject({
        createdBy: 'user:default/dana',
        status: ['cancelled'],
      }),
    );
  });

  it('says that one has not started any', async () => {
    renderCreate('/create/tasks');
    expect(
      await screen.findByText('You have not started a run yet'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Choose a path' })).toHaveAttribute(
      'href',
      '/create',
    );
  });

  it('offers to take a filter away that nothing passes', async () => {
    const createApi = fakeCreateApi();
    renderCreate('/create/tasks?state=failed', { createApi });
    await userEvent.click(
      await screen.findByRole('button', { name: 'All states' }),
    );
    await waitFor(() =>
      expect(createApi.listRuns.mock.lastCall?.[0].status).toBeUndefined(),
    );
  });

  it('can be asked for again, and keeps its runs meanwhile', async () => {
    const createApi = withRuns();
    createApi.listRuns.mockRejectedValueOnce(await refusedWith(503));
    renderCreate('/create/tasks', { createApi });
    expect(
      await screen.findByText('The list of runs could not be loaded'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try now' }));
    expect(await rows()).toHaveLength(2);
  });
});
