import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { listApiRef } from '@fairway/plugin-catalog-insights-react';
import {
  answered,
  creationsAnswer,
  deliveryAnswer,
  duration,
  nodeService,
  servicesAnswer,
  share,
} from '../../__testUtils__/answers';
import {
  failedAttempt,
  fakeAdoption,
  refusal,
  rowsOf,
} from '../../__testUtils__/fakeAdoption';
import { adoptionApiRef, type AdoptionApi } from '../../api';
import { useLocation } from '../../routing';
import { AdoptionPage } from './AdoptionPage';

function Address() {
  return <output data-testid="address">{useLocation().search}</output>;
}

const address = () =>
  decodeURIComponent(screen.getByTestId('address').textContent!);

const facet = jest.fn(async (..._) => [
  { value: 'group:default/payments', count: 52 },
  { value: 'user:default/dana', count: 1 },
]);

function renderPage(api: AdoptionApi = fakeAdoption(), search = '') {
  return renderInTestApp(
    <>
      <AdoptionPage />
      <Address />
    </>,
    {
      initialRouteEntries: [`/${search}`],
      apis: [
        [adoptionApiRef, api],
        [listApiRef, { facet } as any],
        [
          catalogApiRef,
          catalogApiMock({
            entities: [
              {
                apiVersion: 'scaffolder.backstage.io/v1beta3',
                kind: 'Template',
                metadata: { name: 'node-service', title: 'Node service' },
              },
            ],
          }),
        ],
      ],
      config: { fairway: { platformTeams: ['group:default/platform'] } },
    },
  );
}

/** A panel with all that it shows: those that wait are replaced. */
async function panel(name: RegExp | string) {
  await screen.findByRole('main');
  await waitFor(() =>
    expect(document.querySelector('main [aria-busy="true"]')).toBeNull(),
  );
  return screen.getByRole('region', { name });
}

const plain = (element: HTMLElement) =>
  element.textContent!.replace(/\u00a0/g, ' ');
const row = (within_: HTMLElement, name: RegExp) =>
  plain(within(within_).getByRole('row', { name }));

describe('what it shows', () => {
  it('shows how far the attempts came, how long that took, and where they stopped', async () => {
    renderPage();

    const funnel = await panel('From Create Service to production');
    expect(plain(funnel)).toContain('412 attempts, 8 teams');
    const rows = within(funnel).getAllByRole('row').slice(1).map(plain);
    expect(rows[0]).toMatch(/^Opened412 attempts.*111 left the form/);
    expect(rows[1]).toMatch(/^Started301.*73 %3 min33 min13 failed/);
    expect(rows[2]).toMatch(/^Repository.*35 failed.*2 stopped/);
    expect(rows[4]).toMatch(/76 not yet in production/);
    expect(rows[5]).toMatch(/^In production167.*69 %2\.1 d.*–$/);
  });

  it('shows the time to the first deployment beside that of the days before', async () => {
    renderPage();

    const time = await panel('Time to first deploy');
    expect(plain(time)).toContain('median1.9dp755.7dp9521d');
    expect(plain(time)).toContain('34 % shorter, was 2.9 d');
    expect(plain(time)).toContain(
      'Median 3.1 d in the week of 31 Aug, 1.9 d in the week of 16 Nov. 1 of 13 weeks have too few',
    );
  });

  it('shows the share of services on a path, and of each team', async () => {
    renderPage();

    const services = await panel(/^Services on a path: 272 of 441, 62/);
    expect(plain(services)).toContain('272 on a path services, 169 off a path');
    expect(plain(services)).toContain('5.2 points more, was 57 %');
    expect(row(services, /^growth/)).toMatch(/76 %44.* of 58\+9 joined$/);
    expect(row(services, /^discovery/)).toMatch(/−2 left$/);
    expect(row(services, /^No owner/)).toMatch(/too few \(4\)/);
  });

  it('says how many services are in the totals that the reader can’t open', async () => {
    renderPage(fakeAdoption({ services: servicesAnswer({ hidden: 371 }) }));
    expect(
      await screen.findByText(/^includes 371.services you can’t open$/),
    ).toBeInTheDocument();
  });

  it('shows the largest teams over time, and leads to all of them', async () => {
    renderPage(fakeAdoption(), '?share=chart');
    const link = await screen.findByRole('link', {
      name: 'the list of all teams',
    });
    expect(plain(link.parentElement!)).toContain(
      'The 3 largest teams are shown; 6 more are in the list of all teams',
    );
    expect(link).toHaveAttribute('href', '/?all=teams');
  });

  it('sets delivery on and off a path side by side, and says why that proves nothing', async () => {
    renderPage();

    const delivery = await panel('Change lead time, on and off a path');
    const text = plain(delivery);
    expect(text).toContain(
      'Half of the services on a path deliver a change within 1.6 d; off a path, 3.8 d. The middle halves overlap from 1.5 d to 3.4 d.',
    );
    expect(text).toMatch(/n 221.*n 143/);
    expect(text).toContain('77 services with too little for a figure');
    expect(text).toContain('taken over 90 days, 24 Aug to 21 Nov 2026');
    expect(text).toContain('A difference, not an effect.');
    expect(text).toContain(
      'known for 14 months in the median, those off one for 4.1 years',
    );
  });

  it('shows where creations break, the runs of the paths and their versions', async () => {
    renderPage();

    const breaks = await panel('Where creations break');
    expect(plain(breaks)).toContain(
      '99 of 301 creations failed at least once creations; 41 finished on a retry , 58 did not',
    );
    expect(row(breaks, /^Tests of the new/)).toMatch(/Wait for CI31.*9.*of 31/);
    expect(within(breaks).queryByText('The forge did not answer')).toBeNull();
    await userEvent.click(
      within(breaks).getByRole('button', { name: /^Show all 9.messages$/ }),
    );
    expect(
      await within(breaks).findByText('The forge did not answer'),
    ).toBeVisible();
    expect(address()).toBe('?all=failures');

    const runs = await panel('Template runs');
    expect(row(runs, /^node-service/)).toMatch(
      /^node-service301.*84 % 243.* of 2904 min12 min45 min$/,
    );
    const versions = await panel('Versions in use');
    expect(plain(versions)).toContain(
      '92 of 260 services behind the newest version',
    );
    expect(row(versions, /1\.3\.0/)).toMatch(/newest62 %168/);
    expect(row(versions, /no version named/)).toMatch(/12/);
  });

  it('leads from what was before to the rows of those days, and to who is behind', async () => {
    renderPage();

    const before = 'rows-days=2026-05-26..2026-08-23';
    const links = await within(
      await panel('From Create Service to production'),
    ).findAllByRole('link', {
      name: /^330.reached Opened in the days before$/,
    });
    expect(links[0]).toHaveAttribute(
      'href',
      `/?rows=attempts&rows-reached=opened&rows-publishes=true&${before}`,
    );
    expect(
      within(await panel('Where creations break')).getByRole('link', {
        name: /^31.runs failed so: Tests of .* in the days before$/,
      }),
    ).toHaveAttribute('href', `/?rows=attempts&rows-failure=g0&${before}`);
    expect(
      within(await panel('Versions in use')).getByRole('link', {
        name: /^92 of 260.services behind the newest version/,
      }),
    ).toHaveAttribute('href', '/?rows=services&rows-path=on&rows-behind=true');
  });

  it('adds up the teams that the first lines leave out', async () => {
    const [team] = servicesAnswer().byTeam;
    const byTeam = Array.from({ length: 30 }, (_, index) => ({
      ...team,
      team: `group:default/team-${index}`,
    }));
    renderPage(fakeAdoption({ services: servicesAnswer({ byTeam }) }));

    const services = await panel(/^Services on a path/);
    expect(plain(services)).toContain(
      'The other 21: 651 of 651 services, 100 %.',
    );
    await userEvent.click(
      within(services).getByRole('button', { name: /^Show all 30.teams$/ }),
    );
    expect(
      await within(services).findByRole('link', { name: 'team-29' }),
    ).toBeVisible();
    expect(plain(services)).not.toContain('The other 21');
  });

  it('asks three times, and for what a filter offers once it is opened', async () => {
    const api = fakeAdoption();
    renderPage(api);
    await panel('Where creations break');

    expect(api.dashboard.mock.calls.map(([part]) => part).sort()).toEqual([
      'creations',
      'delivery',
      'services',
    ]);
    expect(api.dashboard.mock.calls[0][1]).toMatchObject({ compare: 'true' });
    expect(facet).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Team' }));
    await userEvent.click(
      await screen.findByRole('option', { name: /payments/ }),
    );
    expect(screen.queryByText('dana')).toBeNull();
    await waitFor(() => expect(address()).toBe('?team=group:default/payments'));
    expect(api.dashboard).toHaveBeenLastCalledWith(
      expect.any(String),
      expect.objectContaining({ team: 'group:default/payments' }),
      expect.anything(),
    );
  });
});

describe('not enough', () => {
  it('says so in place of a figure, never 0', async () => {
    const none = { n: 3, leftOut: 1, enough: false };
    const delivery = deliveryAnswer();
    const api = fakeAdoption({
      creations: creationsAnswer({
        timeToFirstDeploy: {
          ...duration(1, 0),
          interval: 'week',
          points: [],
        },
      }),
      services: servicesAnswer({ share: share(1, 1) }),
      delivery: {
        ...delivery,
        metrics: {
          ...delivery.metrics,
          changeLeadTime: {
            metric: 'changeLeadTime',
            onPath: none,
            offPath: { ...none, n: 0 },
          },
        },
      },
    });
    renderPage(api);

    const time = await panel('Time to first deploy');
    expect(plain(time)).toContain(
      'Not enough data1 first deployment, 5 needed',
    );
    expect(await panel('Services on a path: 1 of 1')).toBeVisible();
    const shown = await panel('Change lead time, on and off a path');
    expect(plain(shown)).toContain(
      'Not enough data to set them side by side: 3 services on a path with a change lead time of their own.',
    );
    expect(plain(shown)).toContain('too few (3)');
    expect(plain(shown)).toContain('none yet');
  });

  it('says that nothing is known yet', async () => {
    const { knownSince: _, ...freshness } = answered.freshness;
    renderPage(
      fakeAdoption({
        creations: creationsAnswer({ attempts: { n: 0 }, freshness }),
      }),
    );

    expect(await screen.findByText('No creation yet.')).toBeVisible();
  });

  it('offers no more days where all that is known lies in these', async () => {
    const freshness = { ...answered.freshness, knownSince: answered.from };
    renderPage(
      fakeAdoption({
        creations: creationsAnswer({
          ...{ attempts: { n: 0 }, freshness },
          templateRuns: { ...creationsAnswer().templateRuns, byTemplate: [] },
        }),
        services: servicesAnswer({ byTeam: [] }),
      }),
    );

    expect(await screen.findByText('No creation yet.')).toBeVisible();
    expect(screen.queryByRole('link', { name: /Show the last/ })).toBeNull();
    expect(
      screen.getByText('No run of a path in these days.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('No service is in the catalog yet.'),
    ).toBeInTheDocument();
  });

  it('shows more days where these hold nothing', async () => {
    renderPage(
      fakeAdoption({ creations: creationsAnswer({ attempts: { n: 0 } }) }),
    );

    expect(await screen.findByText('No creation in these days.')).toBeVisible();
    expect(
      screen.getByRole('link', { name: /Show the last 12 months/ }),
    ).toHaveAttribute('href', '/?range=12mo');
  });

  it('draws no number of openings where nobody can tell whose they were', async () => {
    const { funnel, ...creations } = creationsAnswer();
    const filters = { team: 'group:default/payments' };
    renderPage(
      fakeAdoption({
        creations: {
          ...creations,
          filters,
          funnel: [{ ...funnel[0], n: null, before: null }, ...funnel.slice(1)],
        },
      }),
      '?team=group:default/payments',
    );

    const shown = await panel('From Create Service to production');
    expect(row(shown, /^Opened/)).toMatch(/^Opened–/);
    expect(plain(shown)).toContain('Opened can’t be told apart by them');
  });
});

describe('the address', () => {
  it('says what is asked', async () => {
    const api = fakeAdoption();
    renderPage(
      api,
      '?from=2026-09-01&to=2026-09-30&path=template:default/node-service&system=system:default/billing&beside=nothing',
    );
    await panel('Where creations break');

    expect(api.dashboard).toHaveBeenCalledWith(
      'creations',
      {
        from: '2026-09-01T10:00:00.000Z',
        to: '2026-09-30T10:00:00.001Z',
        team: undefined,
        template: nodeService,
        system: 'system:default/billing',
        compare: 'false',
      },
      expect.anything(),
    );
  });

  it('says which parts are tables', async () => {
    renderPage(
      fakeAdoption(),
      '?table=first-deploy&table=delivery&share=table',
    );

    const time = await panel('Time to first deploy');
    expect(row(time, /^16.Nov/)).toMatch(/12.*1\.9 d3\.8 d9\.5 d$/);
    const services = await panel(/^Services on a path/);
    expect(row(services, /^22.Nov/)).toMatch(
      /62 % 272 of 441 services on a path, 22.Nov/,
    );
    expect(
      within(services).getByRole('link', {
        name: /^48 of 52 services of payments on a path, 22.Nov$/,
      }),
    ).toHaveAttribute(
      'href',
      expect.stringContaining(
        'rows=services&rows-path=on&rows-team=group%3Adefault%2Fpayments&rows-days=2026-11-22..2026-11-22',
      ),
    );
    const delivery = await panel('Delivery, on and off a path');
    expect(row(delivery, /^Change fail rate/)).toMatch(
      /6\.0 % · n 221.*3\.0 % to 11\.0 %9\.0 % · n 143.*5\.0 % to 16\.0 %$/,
    );
    await userEvent.click(
      within(services).getByRole('radio', { name: 'Teams' }),
    );
    await waitFor(() =>
      expect(address()).toBe('?table=first-deploy&table=delivery'),
    );
  });
});

describe('the rows behind a number', () => {
  it('are opened by it, told apart by the address, and closed to where one was', async () => {
    const api = fakeAdoption();
    renderPage(api);
    const funnel = await panel('From Create Service to production');
    const number = within(funnel).getByRole('link', {
      name: /^13 failed/,
    });
    await userEvent.click(number);

    const drawer = await screen.findByRole('dialog', {
      name: 'Started, then failed: 1',
    });
    expect(address()).toBe(
      '?rows=attempts&rows-reached=started&rows-stopped=failed&rows-publishes=true',
    );
    expect(api.rows).toHaveBeenCalledWith(
      'attempts',
      expect.objectContaining({ reached: 'started', stopped: 'failed' }),
      expect.anything(),
    );
    expect(
      within(drawer).getByRole('link', { name: 'basket-api' }),
    ).toHaveAttribute('href', '/create/tasks/run-17');
    expect(plain(drawer)).toContain(
      'Wait for CI: 1 of 14 tests of basket-api failed',
    );
    expect(
      within(drawer).getByRole('link', { name: 'log of the step' }),
    ).toHaveAttribute('href', '/create/tasks/run-17?log=ci');
    expect(
      within(drawer).getByRole('link', { name: /^Retried 18 Nov/ }),
    ).toHaveAttribute('href', '/create/tasks/run-18');
    expect(plain(drawer)).toMatch(/Retried 18 Nov \d+:\d+: finished/);

    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(address()).toBe('');
    await waitFor(() => expect(number).toHaveFocus());
  });

  it('say who may read them, where the reader may not', async () => {
    const api = fakeAdoption();
    api.rows.mockResolvedValue(rowsOf([], { total: 4, hidden: 4 }) as any);
    renderPage(api, '?rows=services&rows-team=group:default/payments');

    const drawer = await screen.findByRole('dialog', { name: 'Services: 4' });
    expect(
      within(drawer).getByRole('heading', {
        name: 'You can see the total, not these rows',
      }),
    ).toBeVisible();
    expect(plain(drawer)).toContain(
      '4 belong to other teams, or to none yet. Rows may be read by the members of the team that they belong to, and the platform team (platform)',
    );
    expect(
      within(drawer).getByRole('link', { name: 'platform' }),
    ).toHaveAttribute('href', '/catalog/default/group/platform');
  });

  it('say the same where the server refuses a team', async () => {
    const api = fakeAdoption();
    api.rows.mockRejectedValue(await refusal(403));
    renderPage(api, '?rows=attempts&team=group:default/payments');

    expect(
      await screen.findByText('You can see the total, not these rows'),
    ).toBeVisible();
  });

  it('come page by page, with how many are somebody else’s', async () => {
    const api = fakeAdoption();
    api.rows.mockImplementation((async (_list: string, query: any) =>
      query.cursor
        ? rowsOf([{ ...failedAttempt, id: 'a2', name: 'basket-ui' }], {
            total: 5,
            hidden: 3,
          })
        : rowsOf([failedAttempt], {
            total: 5,
            hidden: 3,
            nextCursor: 'older',
          })) as any);
    renderPage(api, '?rows=attempts&rows-failure=g0');

    const drawer = await screen.findByRole('dialog');
    await userEvent.click(
      await within(drawer).findByRole('button', { name: 'Show more' }),
    );
    expect(await within(drawer).findByText('basket-ui')).toBeVisible();
    expect(within(drawer).getByText('basket-api')).toBeVisible();
    expect(plain(drawer)).toContain('3 more belong to other teams');
  });

  it('are services, deployments and figures too', async () => {
    const api = fakeAdoption();
    const service = {
      entityRef: 'component:default/basket-api',
      team: 'group:default/checkout',
    };
    const rows = {
      services: {
        ...service,
        onPath: true,
        template: nodeService,
        version: '1.2.0',
        latest: '1.3.0',
        behind: true,
        origin: 'created',
        since: '2026-03-02T10:00:00.000Z',
        taskId: 'run-1',
      },
      deploys: {
        ...service,
        taskId: 'run-1',
        template: nodeService,
        from: '2026-11-18T10:00:00.000Z',
        at: '2026-11-20T10:00:00.000Z',
        seconds: 172_800,
      },
      delivery: {
        ...service,
        onPath: false,
        ageDays: 1_500,
        figures: { changeLeadTime: 7_200 },
      },
    };
    api.rows.mockImplementation((async (list: keyof typeof rows) =>
      rowsOf([rows[list]])) as any);
    const open = async (search: string) => {
      const page = renderPage(api, search);
      const drawer = await screen.findByRole('dialog', { name: /: 1$/ });
      const text = plain(drawer);
      page.unmount();
      return text;
    };

    expect(await open('?rows=services&rows-version=1.2.0')).toMatch(
      /Services version 1\.2\.0: 1.*basket-apicheckout.*node-service 1\.2\.0behind, the newest is 1\.3\.0created here/,
    );
    expect(
      await open('?rows=deploys&rows-days=2026-11-16..2026-11-22'),
    ).toMatch(/16 Nov to 22 Nov 2026.*run of node-service.*2\.0 d$/);
    expect(
      await open('?rows=delivery&rows-metric=changeLeadTime&rows-path=off'),
    ).toMatch(/Change lead time, off a path.*known for 4\.1 years2\.0 h$/);
  });
});

describe('when something is wrong', () => {
  it('says once that nothing could be read, and tries again', async () => {
    const api = fakeAdoption();
    const answer = api.dashboard.getMockImplementation()!;
    api.dashboard.mockRejectedValue(await refusal(503));
    renderPage(api);

    expect(
      await screen.findByText('Adoption could not be loaded'),
    ).toBeVisible();
    api.dashboard.mockImplementation(answer);
    await userEvent.click(screen.getByRole('button', { name: 'Try now' }));
    expect(await panel('Where creations break')).toBeVisible();
  });

  it('leaves the other parts as they are', async () => {
    const api = fakeAdoption();
    const answer = api.dashboard.getMockImplementation()!;
    const refused = await refusal(503);
    api.dashboard.mockImplementation(async (part, ...rest) => {
      if (part === 'delivery') throw refused;
      return answer(part, ...rest);
    });
    renderPage(api);

    expect(
      await screen.findByText('Delivery on and off a path could not be loaded'),
    ).toBeVisible();
    expect(await panel('Where creations break')).toBeVisible();
  });

  it('says who gives the permission that is missing', async () => {
    const api = fakeAdoption();
    api.dashboard.mockRejectedValue(await refusal(403));
    renderPage(api);

    expect(
      await screen.findByText('You can open this page, not its figures'),
    ).toBeVisible();
  });

  it('says which data are not there yet', async () => {
    const gaps = [
      {
        source: 'github',
        since: '2026-11-21T14:25:00Z',
        reason: 'the forge does not answer',
      },
    ];
    const freshness = { ...answered.freshness, gaps };
    renderPage(
      fakeAdoption({
        creations: creationsAnswer({ freshness }),
        services: servicesAnswer({ freshness }),
      }),
    );

    expect(
      await screen.findByText(/^Data from github are incomplete since/),
    ).toBeVisible();
    expect(screen.getByText(/^Incomplete, as of/)).toBeVisible();
  });

  it('keeps its shape while it loads', async () => {
    const api = fakeAdoption();
    api.dashboard.mockReturnValue(new Promise(() => {}));
    renderPage(api);

    const funnel = await screen.findByRole('region', {
      name: 'From Create Service to production',
    });
    expect(
      within(funnel).getByRole('columnheader', { name: 'Did not go on' }),
    ).toBeVisible();
    expect(within(funnel).getAllByRole('row')).toHaveLength(7);
    expect(
      screen.getByRole('region', { name: 'Versions in use' }),
    ).toBeVisible();
  });
});

it('makes files of what is shown and of the rows', async () => {
  const saved: string[] = [];
  URL.createObjectURL = jest.fn(() => 'blob:file');
  URL.revokeObjectURL = jest.fn();
  jest
    .spyOn(HTMLAnchorElement.prototype, 'click')
    .mockImplementation(function save(this: HTMLAnchorElement) {
      saved.push(this.download);
    });
  const api = fakeAdoption();
  renderPage(api, '?team=group:default/payments');
  await panel('Where creations break');
  await userEvent.click(screen.getByRole('button', { name: 'CSV' }));
  await userEvent.click(
    await screen.findByRole('menuitem', { name: /^Creations/ }),
  );

  await waitFor(() => expect(saved).toEqual(['adoption-creations.csv']));
  expect(api.dashboardCsv).toHaveBeenCalledWith(
    'creations',
    expect.objectContaining({ team: 'group:default/payments' }),
  );
});
