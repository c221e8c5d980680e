import { expectAccessible } from './accessibility';
import {
  type Person,
  breakCi,
  createAndStop,
  importService,
  openForm,
} from './adoptionTraffic';
import { type ExpectedAdoption, expectedAdoption } from './expectedAdoption';
import { type Locator, type Page, expect, test } from './fairway';
import { UNHURRIED, until } from './forge';
import { arrive, describeService, navigationTo } from './people';
import { PortalApi } from './portalApi';

/** Created with the form and promoted; broken and left; broken, then retried; stopped; and older than the road. */
const [WHOLE, BROKEN, RETRIED, STOPPED, IMPORTED] = [
  ...['tide-notes', 'mint-notes', 'coin-notes', 'bell-notes', 'old-ledger'],
];
const ABANDONED = 2;

test.describe.configure({ mode: 'serial' });

test.describe('whether the road is used', () => {
  const people = {} as Record<'dana' | 'milo' | 'lena' | 'petra', Person>;
  let openedBefore: number;
  let expected: ExpectedAdoption;

  const panel = (page: Page, name: string | RegExp) =>
    page.getByRole('region', { name });
  const row = (within: Locator, name: RegExp) =>
    within.getByRole('row', { name });

  const opened = async () => {
    const to = new Date();
    const from = new Date(to.getTime() - 7 * 864e5);
    const { funnel } = await people.petra.portal.ask<{
      funnel: { stage: string; n: number }[];
    }>(`/adoption/creations?from=${from.toISOString()}&to=${to.toISOString()}`);
    const [first, started] = funnel;
    return { opened: first.n, started: started.n };
  };

  test.beforeAll(async ({ browser, fairway }) => {
    for (const name of ['dana', 'milo', 'lena', 'petra'] as const) {
      const person = await arrive(browser, fairway, name);
      people[name] = { ...person, portal: await PortalApi.of(person.page) };
    }
  });
  test.afterAll(async () => {
    for (const { leave } of Object.values(people)) await leave();
  });

  test('what was there before is counted', async ({ fairway }) => {
    const { forgeUrl } = fairway;
    const { portal, token } = people.petra;
    const { started } = await expectedAdoption({ portal, forgeUrl, token });
    await expect
      .poll(async () => (await opened()).started, UNHURRIED)
      .toBe(started);
    openedBefore = (await opened()).opened;
  });

  test('teams create services: whole, broken, retried, stopped, or not at all', async ({
    fairway,
  }) => {
    const { forgeUrl } = fairway;
    const { dana, milo, lena } = people;
    for (let time = 0; time < ABANDONED; time++) {
      await dana.page.goto('/');
      await openForm(dana.page);
    }
    await dana.page.goto('/');
    await describeService(dana.page, WHOLE);
    await dana.page.getByRole('button', { name: 'Review' }).click();
    await dana.page.getByRole('button', { name: `Create ${WHOLE}` }).click();

    const broken = await milo.portal.create(BROKEN, 'growth');
    const retried = await lena.portal.create(RETRIED, 'payments');
    await Promise.all([
      breakCi(milo, forgeUrl, BROKEN),
      breakCi(lena, forgeUrl, RETRIED),
    ]);
    await createAndStop(milo.portal, STOPPED, 'payments');
    await milo.portal.waitForEnd(broken, 'failed', UNHURRIED.timeout);
    await lena.portal.waitForEnd(retried, 'failed', UNHURRIED.timeout);
    await lena.portal.ask(`/scaffolder/v2/tasks/${retried}/retry`, {});
    await lena.portal.waitForEnd(retried, 'completed', UNHURRIED.timeout);
    await expect(dana.page.getByText(/^Finished in/)).toBeVisible(UNHURRIED);
  });

  test('one of them comes to production, and an older service is imported', async ({
    fairway,
  }) => {
    const { dana, petra } = people;
    const { forgeUrl } = fairway;
    await dana.portal.ask(
      `/releases/entities/component/default/${WHOLE}/promotions`,
      { from: 'staging', to: 'production', version: 'v1' },
    );
    await importService(petra, forgeUrl, IMPORTED);
  });

  /** The funnel's numbers, as the page has them. */
  async function expectFunnel(page: Page) {
    const funnel = panel(page, 'From Create Service to production');
    const runsPastTheForm = 3;
    const openings = openedBefore + ABANDONED + 1 + runsPastTheForm;
    for (const [stage, n] of [
      ['Opened', openings],
      ['Started', expected.started],
      ['Repository', expected.repository],
      ['CI green', expected.ci],
      ['In staging', expected.staging],
      ['In production', expected.production],
    ] as const)
      await expect(
        row(funnel, new RegExp(`^${stage}`)).getByRole('link', {
          name: `${n} attempts reached ${stage}`,
        }),
      ).toBeVisible({ timeout: 5_000 });
  }

  test('a platform engineer finds the figures that the sources have', async ({
    fairway,
  }) => {
    const { page, portal, token } = people.petra;
    const { forgeUrl } = fairway;
    await navigationTo(page, 'Adoption').click();
    await until(page, '/adoption', async () => {
      expected = await expectedAdoption({ portal, forgeUrl, token });
      const [whole, broken] = [WHOLE, BROKEN].map(name =>
        expected.creations.find(creation => creation.name === name)!,
      );
      expect(whole.production).toBe(true);
      expect(broken).toMatchObject({ status: 'failed', ci: false });
      await expectFunnel(page);

      const { started, completed, ended, onPath, services } = expected;
      const share = Math.round((onPath / services) * 100);
      const shares = panel(
        page,
        `Services on a path: ${onPath} of ${services}, ${share}\u00a0%`,
      );
      await expect(shares).toBeVisible({ timeout: 5_000 });
      for (const [team, [on, all]] of expected.teams)
        await expect(row(shares, new RegExp(`^${team} `))).toContainText(
          new RegExp(`${on}.* of ${all}`),
          { timeout: 5_000 },
        );
      const versions = panel(page, 'Versions in use');
      for (const [version, n] of expected.versions)
        await expect(
          versions.getByRole('link', {
            name: `${n} services on node-service ${version}`,
          }),
        ).toBeVisible({ timeout: 5_000 });
      await expect(
        row(panel(page, 'Template runs'), /^node-service/),
      ).toContainText(new RegExp(`${started}.*${completed}.* of ${ended}`), {
        timeout: 5_000,
      });
      await expect(
        panel(page, 'Time to first deploy').getByRole('link', {
          name: new RegExp(`^${expected.production}\\sservices?\\s`),
        }),
      ).toBeVisible({ timeout: 5_000 });
      await expect(
        panel(page, 'Where creations break').getByRole('link', {
          name: new RegExp(`^2 of ${started} creations failed`),
        }),
      ).toBeVisible({ timeout: 5_000 });
    });
    await expectAccessible(page);
  });

  test('from a failure one comes to the runs, their log, and whether they were retried', async () => {
    const { page } = people.petra;
    const breaks = panel(page, 'Where creations break');
    // How far a job was when it was ended makes different words of it, so the two are not always in one group.
    await row(breaks, /Wait for CI/)
      .first()
      .getByRole('rowheader')
      .getByRole('link')
      .click();
    const drawer = page.getByRole('dialog');
    await expect(drawer.getByText(/^Wait for CI/).first()).toBeVisible();
    expect(page.url()).toContain('rows-failure=');
    await page.keyboard.press('Escape');
    await expect(drawer).toBeHidden();

    await breaks.getByRole('link', { name: /creations failed/ }).click();
    await expect(row(drawer, new RegExp(`^${BROKEN}`))).toContainText(
      'Not retried since.',
    );
    await expect(row(drawer, new RegExp(`^${RETRIED}`))).toContainText(
      /Retried .*: finished/,
    );
    await expectAccessible(page);
    const address = page.url();
    expect(address).toContain('rows-failedOnce=true');
    await row(drawer, new RegExp(`^${BROKEN}`))
      .getByRole('link', { name: 'log of the step' })
      .click();
    await expect(
      page.getByRole('heading', { level: 1, name: `Create ${BROKEN}` }),
    ).toBeVisible();
    await page.goto(address);
    await expect(row(drawer, new RegExp(`^${BROKEN}`))).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(drawer).toBeHidden();
    await expect(page).not.toHaveURL(/rows/);
  });

  test('the time to the first deployment opens the services that it is made of', async () => {
    const { page } = people.petra;
    const time = panel(page, 'Time to first deploy');
    const number = time.getByRole('link', { name: /services?\s/ });
    await number.focus();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog');
    await expect(row(drawer, new RegExp(`^${WHOLE}`))).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(drawer).toBeHidden();
    await expect(number).toBeFocused();
  });

  test('a developer sees the same totals, and rows of the own team only', async () => {
    const { page } = people.dana;
    await until(page, '/adoption', () => expectFunnel(page));
    await page
      .getByRole('link', {
        name: `${expected.started} attempts reached Started`,
      })
      .click();
    const drawer = page.getByRole('dialog');
    const names = drawer.getByRole('rowheader');
    const own = expected.creations.filter(({ team }) => team === 'checkout');
    await expect(names).toHaveCount(own.length);
    for (const { name } of own)
      await expect(row(drawer, new RegExp(`^${name}`))).toBeVisible();
    await expect(
      drawer.getByText(
        `${expected.started - own.length} more belong to other teams`,
      ),
    ).toBeVisible();

    await page.goto('/adoption?rows=services&rows-team=group:default/payments');
    await expect(
      drawer.getByRole('heading', {
        name: 'You can see the total, not these rows',
      }),
    ).toBeVisible();
    await expect(drawer.getByRole('link', { name: 'platform' })).toBeVisible();
    await expectAccessible(page);
  });
});
