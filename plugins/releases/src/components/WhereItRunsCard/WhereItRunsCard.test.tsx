import { ResponseError } from '@backstage/errors';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type {
  EntityReleases,
  PromotionRequest,
} from '@fairway/plugin-releases-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  entity,
  nextRelease,
  promoted,
  release,
  RUN,
  stagingAhead,
} from '../../__testUtils__/releases';
import { releasesApiRef, type ReleasesApi } from '../../api/ReleasesApi';
import { WhereItRunsCard } from './WhereItRunsCard';

const POLL_MILLISECONDS = 2_500;

function fakeApi(first: EntityReleases): jest.Mocked<ReleasesApi> {
  return {
    getReleases: jest.fn(async (_: string) => first),
    promote: jest.fn(async (_: string, __: PromotionRequest) => ({ url: RUN })),
  };
}

async function refusal(status: number, message: string) {
  const body = { error: { name: 'Error', message }, response: {} };
  return ResponseError.fromResponse(
    new Response(JSON.stringify(body), {
      status,
      headers: {
        'content-type': 'application/json',
        'x-request-id': '7f3a-91c2',
      },
    }),
  );
}

function renderCard(api: ReleasesApi) {
  return renderInTestApp(
    <EntityProvider entity={entity}>
      <WhereItRunsCard />
    </EntityProvider>,
    { apis: [[releasesApiRef, api]] },
  );
}

const environment = async (name: string) =>
  within(await screen.findByRole('region', { name }));

describe('WhereItRunsCard', () => {
  const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });

  beforeEach(() => {
    jest.useFakeTimers();
    jest.setSystemTime(new Date(2025, 10, 20, 14, 31));
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  const passTime = (milliseconds: number) =>
    act(() => jest.advanceTimersByTimeAsync(milliseconds));

  it('shows what each environment runs, since when, and where', async () => {
    const releases = stagingAhead();
    releases.environments[0].current!.since = new Date(
      2025,
      10,
      20,
      14,
      26,
    ).toISOString();
    renderCard(fakeApi(releases));

    const staging = await environment('Staging');
    expect(staging.getByText('v215')).toBeVisible();
    expect(staging.getByText(/Raise memory limit/)).toHaveTextContent(
      '4c1e9f2 Raise memory limit',
    );
    expect(staging.getByText(/since today 14:26, 5\smin/)).toBeVisible();
    expect(staging.getByRole('link', { name: /staging URL/ })).toHaveAttribute(
      'href',
      'http://localhost:8100',
    );
    const production = await environment('Production');
    expect(production.getByText('v214')).toBeVisible();
    expect(screen.getByText(/1\schange ahead of production/)).toBeVisible();
    expect(
      screen.getByRole('link', { name: /Compare v214 with v215/ }),
    ).toHaveAttribute('href', 'http://forge.test/compare');
    expect(screen.getByText(/reported by deployer, 0\ss ago/)).toBeVisible();
  });

  it('keeps its shape while it loads', async () => {
    const api = fakeApi(stagingAhead());
    api.getReleases.mockReturnValue(new Promise(() => {}));
    renderCard(api);

    expect(
      await screen.findByRole('heading', { name: 'Where it runs' }),
    ).toBeVisible();
    expect(screen.getByText('Loading where it runs')).toBeInTheDocument();
  });

  it('says what to do when nothing runs yet', async () => {
    renderCard(
      fakeApi({
        ...stagingAhead({ promotion: null }),
        environments: [],
      }),
    );

    expect(await screen.findByText('Nothing runs yet')).toBeVisible();
    expect(screen.getByRole('link', { name: /CI runs/ })).toHaveAttribute(
      'href',
      'http://forge.test/acme/checkout-api/actions',
    );
  });

  it('says what failed, what it does not mean, and tries again', async () => {
    const api = fakeApi(stagingAhead());
    api.getReleases.mockRejectedValueOnce(
      await refusal(503, 'forge.test does not answer'),
    );
    renderCard(api);

    expect(
      await screen.findByText('Where it runs could not be loaded'),
    ).toBeVisible();
    expect(screen.getByText(/forge.test does not answer/)).toHaveTextContent(
      'this is no sign that it is down',
    );
    expect(screen.getByText('503 · request 7f3a-91c2')).toBeVisible();

    await user.click(screen.getByRole('button', { name: 'Try now' }));

    expect((await environment('Staging')).getByText('v215')).toBeVisible();
  });

  it('says so when the record may not speak for the repository', async () => {
    const api = fakeApi(stagingAhead());
    api.getReleases.mockRejectedValue(
      await refusal(403, 'This record is kept in evil/x'),
    );
    renderCard(api);

    expect(
      await screen.findByText(/can’t be shown from this record/),
    ).toBeVisible();
    expect(screen.getByText('This record is kept in evil/x')).toBeVisible();
  });

  it('shows the last known answer while the source is away', async () => {
    renderCard(
      fakeApi(stagingAhead({ stale: { reason: 'forge.test is away' } })),
    );

    expect(await screen.findByText('forge.test is away.')).toBeVisible();
    expect(screen.getByText(/Shown as it was today 14:31/)).toBeVisible();
    expect((await environment('Staging')).getByText('v215')).toBeVisible();
    expect(screen.queryByText(/reported by/)).not.toBeInTheDocument();
  });

  it.each([
    // eslint-disable-next-line no-script-url
    ['something else than a page', 'javascript:alert(1)'],
    ['no address', 'localhost:8100'],
  ])('links to no URL that is %s', async (_, url) => {
    const releases = stagingAhead({ promotion: { compareUrl: url } });
    releases.environments[0].current!.url = url;
    renderCard(fakeApi(releases));

    const staging = await environment('Staging');
    expect(staging.queryByRole('link')).not.toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: /Compare/ }),
    ).not.toBeInTheDocument();
  });

  it('shows who may promote to who may not', async () => {
    renderCard(fakeApi(stagingAhead({ mayPromote: false })));

    expect(
      await screen.findByRole('button', { name: 'Promote v215 to production' }),
    ).toBeDisabled();
    expect(
      screen.getByText(
        'Only members of checkout, and the platform team, may promote',
      ),
    ).toBeVisible();
  });

  it('says why a promotion is not offered', async () => {
    renderCard(
      fakeApi(stagingAhead({ promotion: { unavailable: 'No workflow' } })),
    );

    expect(await screen.findByText('No workflow')).toBeVisible();
    expect(
      screen.queryByRole('button', { name: /Promote/ }),
    ).not.toBeInTheDocument();
  });

  it('says that there is nothing to promote', async () => {
    renderCard(fakeApi(promoted()));

    expect(
      await screen.findByText('Production runs what staging runs'),
    ).toBeVisible();
  });

  it('promotes after saying what that does and how it is undone, and watches until it serves', async () => {
    const api = fakeApi(stagingAhead());
    renderCard(api);
    await user.click(
      await screen.findByRole('button', { name: 'Promote v215 to production' }),
    );

    const dialog = within(await screen.findByRole('dialog'));
    expect(
      dialog.getByRole('heading', { name: 'Promote v215 to production' }),
    ).toBeVisible();
    expect(dialog.getByText(/Production runs/)).toHaveTextContent(
      /Production runs v214 now \(Cache basket totals\). It will run v215, 1\schange ahead\./,
    );
    expect(dialog.getByText(/Revert that commit/)).toHaveTextContent(
      'v214 runs again',
    );
    await user.click(dialog.getByRole('button', { name: 'Promote v215' }));

    expect(api.promote).toHaveBeenCalledWith('component:default/checkout-api', {
      from: 'staging',
      to: 'production',
      version: 'v215',
    });
    // The forge does not list the run yet.
    expect(await screen.findByText('Promoting v215')).toBeVisible();
    expect(
      screen.getByRole('link', { name: /Log of the run/ }),
    ).toHaveAttribute('href', RUN);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();

    const run = { url: RUN, version: 'v215', status: 'in_progress' };
    api.getReleases.mockResolvedValue(stagingAhead({ promotion: { run } }));
    await passTime(POLL_MILLISECONDS);
    expect(screen.getByText('Promoting v215')).toBeVisible();

    const done = {
      ...run,
      status: 'completed',
      conclusion: 'success',
      updatedAt: new Date().toISOString(),
    };
    api.getReleases.mockResolvedValue(
      stagingAhead({ promotion: { run: done } }),
    );
    await passTime(POLL_MILLISECONDS);
    expect(screen.getByText('Production is about to take v215')).toBeVisible();

    const latest = nextRelease({ state: 'in_progress' });
    api.getReleases.mockResolvedValue(
      stagingAhead({ promotion: { run: done }, production: { latest } }),
    );
    await passTime(POLL_MILLISECONDS);
    expect(screen.getByText('Starting v215 in production')).toBeVisible();

    api.getReleases.mockResolvedValue(promoted());
    await passTime(POLL_MILLISECONDS);
    expect(screen.getByText('Production runs v215.')).toBeVisible();
    expect(screen.getByRole('link', { name: /Open it/ })).toHaveAttribute(
      'href',
      'http://localhost:8101',
    );

    api.getReleases.mockClear();
    await passTime(60_000);
    expect(api.getReleases).not.toHaveBeenCalled();
  });

  it('keeps the dialog open with the reason when a promotion is refused', async () => {
    const api = fakeApi(stagingAhead());
    api.promote.mockRejectedValue(
      await refusal(409, 'staging runs v216 now, not v215'),
    );
    renderCard(api);
    await user.click(
      await screen.findByRole('button', { name: 'Promote v215 to production' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Promote v215' }));

    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'The promotion was not started. staging runs v216 now, not v215',
    );
    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it.each<[string, EntityReleases, string, string, boolean]>([
    [
      'its run failed',
      stagingAhead({
        promotion: {
          run: { url: RUN, status: 'completed', conclusion: 'timed_out' },
        },
      }),
      'The promotion of v215 ended with “timed out”.',
      'Log of the run',
      true,
    ],
    [
      'it did not start',
      stagingAhead({
        production: {
          latest: nextRelease({ state: 'failure', logUrl: RUN }),
        },
      }),
      'v215 was promoted, and did not start in production.',
      'Log of the start',
      false,
    ],
    [
      'nobody took it up',
      stagingAhead({
        promotion: {
          run: {
            url: RUN,
            status: 'completed',
            conclusion: 'success',
            updatedAt: new Date(2025, 10, 20, 14, 20).toISOString(),
          },
        },
      }),
      'v215 was promoted today 14:20, and production has not taken it up.',
      'Log of the run',
      true,
    ],
  ])(
    'says that a promotion failed when %s, and what to do',
    async (_, releases, title, link, isOfferedAgain) => {
      renderCard(fakeApi(releases));

      expect(await screen.findByText(title)).toBeVisible();
      expect(screen.getByText(/v214 still serves/)).toBeVisible();
      expect(screen.getByRole('link', { name: link })).toHaveAttribute(
        'href',
        RUN,
      );
      expect(
        screen.queryAllByRole('button', { name: 'Promote v215 to production' }),
      ).toHaveLength(isOfferedAgain ? 1 : 0);
    },
  );

  it('asks nothing while nobody looks, and at once when somebody does', async () => {
    const visibility = jest.spyOn(document, 'visibilityState', 'get');
    const run = { url: RUN, version: 'v215', status: 'queued' };
    const api = fakeApi(stagingAhead({ promotion: { run } }));
    renderCard(api);
    await screen.findByText('Promoting v215');
    api.getReleases.mockClear();

    visibility.mockReturnValue('hidden');
    await passTime(60_000);
    expect(api.getReleases).not.toHaveBeenCalled();

    visibility.mockReturnValue('visible');
    act(() => {
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await waitFor(() => expect(api.getReleases).toHaveBeenCalledTimes(1));
  });

  it('keeps what it has when looking again fails', async () => {
    const run = { url: RUN, version: 'v215', status: 'queued' };
    const api = fakeApi(stagingAhead({ promotion: { run } }));
    renderCard(api);
    await screen.findByText('Promoting v215');
    api.getReleases.mockRejectedValue(await refusal(500, 'It broke'));

    await passTime(POLL_MILLISECONDS);

    expect(screen.getByText('It broke.')).toBeVisible();
    expect((await environment('Production')).getByText('v214')).toBeVisible();
  });

  it('shows environments beside the two that a release is promoted between', async () => {
    const releases = stagingAhead();
    releases.environments.splice(1, 0, {
      environment: 'qa',
      production: false,
      current: release({ environment: 'qa', version: 'v210' }),
      latest: release({ environment: 'qa', version: 'v211', state: 'error' }),
    });
    renderCard(fakeApi(releases));

    const qa = await environment('Qa');
    expect(qa.getByText('v210')).toBeVisible();
    expect(qa.getByText('v211 did not start')).toBeVisible();
  });
});
