import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeScaffolder } from '../../__testUtils__/FakeScaffolder';
import {
  renderCreate,
  type RenderCreateOptions,
} from '../../__testUtils__/renderCreate';
import {
  aBeginning,
  aFailure,
  aParking,
  aRetry,
  aRun,
  aStop,
  aSuccess,
} from '../../__testUtils__/runs';

async function openRun(
  events: FakeScaffolder['events'],
  options: RenderCreateOptions & { address?: string } = {},
) {
  const scaffolder = new FakeScaffolder();
  scaffolder.events = events;
  renderCreate(options.address ?? '/create/tasks/run-1', {
    ...options,
    scaffolder,
  });
  await screen.findByRole('heading', { name: 'Create refunds' });
  return scaffolder;
}

function region(name: string | RegExp) {
  return screen.findByRole('region', { name });
}

async function steps() {
  const list = within(await region('Steps')).getByRole('list');
  return within(list)
    .getAllByRole('listitem')
    .map(
      item =>
        `${within(item).getByRole('img').getAttribute('aria-label')}: ${item.textContent}`,
    );
}

describe('a run under way', () => {
  it('shows its steps, what exists and what is said', async () => {
    const scaffolder = await openRun(aBeginning);
    await waitFor(async () =>
      expect((await steps()).slice(0, 2)).toEqual([
        'Done: 1. Render the path1\u00a0s',
        'Done: 2. Publish the repository3\u00a0s',
      ]),
    );
    expect((await steps())[2]).toMatch(/^Running: 3\. Wait for CI/);
    expect((await steps())[3]).toBe(
      'Not started: 4. Run in stagingnot started',
    );

    const exists = await region('What exists now');
    expect(
      within(exists).getByRole('link', { name: 'is there' }),
    ).toHaveAttribute('href', 'http://localhost:7990/acme/refunds');
    expect(exists).toHaveTextContent('nothing runs');

    const log = await screen.findByRole('group', { name: 'Log' });
    expect(log).toHaveTextContent('Pushed 3f2a9c1');
    await act(async () => scaffolder.tell({ ...aBeginning[6], id: 9_000 }));
    await waitFor(() =>
      expect(within(log).getAllByText(/Following/)).toHaveLength(2),
    );
    expect(document.title).toBe(
      'Running step 3 of 4: Create refunds · Fairway',
    );
    expect(document.querySelector('link[rel=icon]')).toHaveAttribute(
      'href',
      expect.stringContaining('data:image/svg+xml'),
    );
  });

  it('is stopped once one has confirmed', async () => {
    const scaffolder = await openRun(aBeginning);
    await screen.findByText('Running step 3 of 4');
    await userEvent.click(await screen.findByRole('button', { name: 'Stop…' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(
      'What is there stays: the repository and the CI run. It is not taken back.',
    );
    expect(scaffolder.cancelTask).not.toHaveBeenCalled();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Stop the run' }),
    );
    expect(scaffolder.cancelTask).toHaveBeenCalledWith('run-1');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('says what went wrong where it could not be stopped', async () => {
    const scaffolder = await openRun(aBeginning);
    scaffolder.cancelTask.mockRejectedValue(new Error('Only its owner may'));
    await userEvent.click(await screen.findByRole('button', { name: 'Stop…' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Stop the run' }),
    );
    expect(await screen.findByText('Only its owner may')).toBeInTheDocument();
  });

  it('offers no stop to who may not', async () => {
    await openRun(aBeginning, { denied: ['scaffolder.task.cancel'] });
    await screen.findByText(/Pushed/);
    expect(
      screen.queryByRole('button', { name: 'Stop…' }),
    ).not.toBeInTheDocument();
  });

  it('says that the connection is lost, and goes on by itself', async () => {
    const scaffolder = await openRun(aBeginning);
    await screen.findByText(/Pushed/);
    await act(async () => scaffolder.cut());
    expect(await screen.findByText(/Connection lost/)).toBeInTheDocument();
    await act(async () => scaffolder.tell(...aSuccess));
    expect(
      await screen.findByText('refunds is running in staging', undefined, {
        timeout: 5_000,
      }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Connection lost/)).not.toBeInTheDocument();
  });
});

describe('a failed run', () => {
  it('says which step, what happened, what stays and what can be done', async () => {
    await openRun([...aBeginning, ...aFailure]);
    expect(
      await screen.findByText('Failed at step 3 of 4'),
    ).toBeInTheDocument();
    const panel = await region(/Step 3, Wait for CI/);
    expect(panel).toHaveTextContent(
      'config refuses to start without DATABASE_URL',
    );
    expect(panel).toHaveTextContent(
      'What is there stays: the repository and the CI run. Nothing was put into staging.',
    );
    expect(
      within(panel).getByRole('link', { name: 'Open the CI run' }),
    ).toHaveAttribute(
      'href',
      'http://localhost:7990/acme/refunds/actions/runs/4',
    );
    expect(
      within(panel).getByRole('link', { name: 'Start anew' }),
    ).toHaveAttribute(
      'href',
      `/create/templates/default/node-service?formData=${encodeURIComponent(
        JSON.stringify(aRun().spec.parameters),
      )}`,
    );
    const log = screen.getByRole('group', { name: 'Log of step 3' });
    expect(log.querySelector('[data-failure]')).toHaveTextContent(
      'Error: CI: job test failed',
    );
    expect(log).not.toHaveTextContent('Pushed');
    await userEvent.click(screen.getByRole('button', { name: 'Whole log' }));
    expect(screen.getByRole('group', { name: 'Log' })).toHaveTextContent(
      'Pushed',
    );
    expect(document.title).toContain('Failed at step 3 of 4');
  });

  it('is retried once and goes on from where it failed', async () => {
    const scaffolder = await openRun([...aBeginning, ...aFailure]);
    scaffolder.retry.mockImplementation(async () => {
      // The scaffolder forgets the end of the attempt before.
      scaffolder.events = [...aBeginning, ...aFailure.slice(0, -1), ...aRetry];
      return { id: 'run-1' };
    });
    await userEvent.dblClick(
      await screen.findByRole('button', { name: 'Retry from step 3' }),
    );
    expect(scaffolder.retry).toHaveBeenCalledTimes(1);
    expect(await screen.findByText('Running step 3 of 4')).toBeInTheDocument();
    expect((await steps())[0]).toBe('Done: 1. Render the path1\u00a0s');
    expect(screen.getByText('Attempt')).toBeInTheDocument();
    expect(screen.queryByText('What you can do')).not.toBeInTheDocument();
    // Its button is gone; who works with the keyboard goes on from the run's title.
    expect(
      screen.getByRole('heading', { name: 'Create refunds' }),
    ).toHaveFocus();
  });

  it('offers no retry to who may not create', async () => {
    await openRun([...aBeginning, ...aFailure], {
      denied: ['scaffolder.task.create'],
    });
    await region(/Step 3, Wait for CI/);
    expect(
      screen.queryByRole('button', { name: /Retry from/ }),
    ).not.toBeInTheDocument();
  });
});

describe('a run that has ended otherwise', () => {
  it('links all that a finished one made, and says what is next', async () => {
    await openRun([...aBeginning, ...aSuccess]);
    expect(
      await screen.findByText('Finished in 3 min 41 s'),
    ).toBeInTheDocument();
    const panel = await region('refunds is running in staging');
    expect(
      within(panel)
        .getAllByRole('link')
        .map(link => [link.textContent, link.getAttribute('href')]),
    ).toEqual([
      ['localhost:8101', 'http://localhost:8101'],
      ['acme/refunds', 'http://localhost:7990/acme/refunds'],
      ['Run 4', 'http://localhost:7990/acme/refunds/actions/runs/4'],
      ['refunds', '/catalog/default/component/refunds'],
    ]);
    expect(panel).toHaveTextContent('answers, v4');
    expect(
      screen.getByText('git clone http://localhost:7990/acme/refunds.git'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open the service' }),
    ).toHaveAttribute('href', '/catalog/default/component/refunds');
    expect(
      screen.queryByRole('group', { name: /Log/ }),
    ).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Log' }));
    expect(screen.getByRole('group', { name: 'Log' })).toBeInTheDocument();
  });

  it('is parked, not failed, while the forge wants no calls', async () => {
    await openRun([...aBeginning, ...aParking]);
    expect(
      await screen.findByText('Parked at step 3 of 4'),
    ).toBeInTheDocument();
    const panel = await region(
      'Step 3, Wait for CI: Waiting for GitHub until 13:00 UTC',
    );
    expect(panel).toHaveTextContent('Its rate limit is reached.');
    expect(panel).toHaveTextContent('Retry from then on.');
    expect((await steps())[2]).toMatch(/^Parked: 3\. Wait for CI/);
    expect(
      screen.getByRole('button', { name: 'Retry from step 3' }),
    ).toBeInTheDocument();
  });

  it('is stopped, not failed, where somebody stopped it', async () => {
    await openRun([...aBeginning, ...aStop]);
    expect(
      await screen.findByText('Stopped at step 3 of 4'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Retry from step 3' }),
    ).toBeInTheDocument();
    expect((await steps())[2]).toMatch(/^Stopped: 3\. Wait for CI/);
  });

  it('is not there', async () => {
    const scaffolder = new FakeScaffolder();
    scaffolder.run = { status: 404 };
    renderCreate('/create/tasks/nope', { scaffolder });
    expect(await screen.findByText('The run is not there')).toBeInTheDocument();
    expect(scaffolder.streamLogs).not.toHaveBeenCalled();
  });

  it('is not open to everybody', async () => {
    const scaffolder = new FakeScaffolder();
    scaffolder.run = { status: 403 };
    renderCreate('/create/tasks/other', { scaffolder });
    expect(
      await screen.findByText('The run is not open to you'),
    ).toBeInTheDocument();
  });
});
