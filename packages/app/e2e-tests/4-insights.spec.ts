import { readFile } from 'node:fs/promises';
import { expectAccessible } from './accessibility';
import {
  type ExpectedFigures,
  aWeek,
  expectedFigures,
  inPercent,
  inWords,
} from './expectedFigures';
import { type Page, expect, test } from './fairway';
import { Repository, UNHURRIED, until } from './forge';
import { tabTo } from './keyboard';
import { NAME, PAGE } from './parcelNotes';
import { arrive, navigationTo } from './people';

test.describe.configure({ mode: 'serial' });

test.describe('what the pages make of it', () => {
  let page: Page;
  let dana: Awaited<ReturnType<typeof arrive>>;
  let figures: ExpectedFigures;

  test.beforeAll(async ({ browser, fairway }) => {
    const { forgeUrl } = fairway;
    dana = await arrive(browser, fairway, 'dana');
    page = dana.page;
    figures = await expectedFigures(
      new Repository({ forgeUrl, name: NAME, token: dana.token }),
    );
  });
  test.afterAll(() => dana.leave());

  const row = () => page.getByRole('row', { name: new RegExp(`^${NAME} `) });
  const rows = () => page.getByRole('rowheader');

  test('the catalog has the same figures in its row', async () => {
    const { reached, failed, rework } = figures;
    const cells = [
      'Degraded',
      inWords(figures.leadTime),
      aWeek(reached, 90),
      inPercent(failed / reached),
      inWords(figures.recovery),
      inPercent(rework / reached),
    ];
    await until(page, '/catalog', async () => {
      await expect(row()).toBeVisible();
      await expect(row()).toContainText(cells.join(''));
    });
    await expect(page.getByText(/production, last 90 days/)).toBeVisible();
  });

  test('the page names the scripts of the portal, and each is fetched once', async () => {
    const html = await (await page.request.get('/catalog')).text();
    const named = [...html.matchAll(/<script [^>]*src="([^"]+)"/g)].map(
      ([, address]) => address,
    );
    expect(named).toContainEqual(expect.stringMatching(/\/portal\.\w+\./));
    const fetched = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => new URL(name).pathname)
        .filter(path => path.endsWith('.js')),
    );
    expect(fetched).toEqual(expect.arrayContaining(named));
    expect(new Set(fetched).size).toBe(fetched.length);
  });

  test('the catalog is sorted and narrowed down, and the address keeps it', async () => {
    await page.getByRole('button', { name: 'Lead time' }).click();
    await expect(page).toHaveURL(/sort=leadTime/);
    await expect(
      page.getByRole('columnheader', { name: 'Lead time' }),
    ).toHaveAttribute('aria-sort', 'descending');
    await expect(rows().first()).toContainText(NAME);
    await page.getByRole('radio', { name: /Degraded/ }).click();
    const filters = page.getByRole('search', { name: 'Catalog filters' });
    await filters.getByRole('button', { name: 'Owner' }).click();
    await page.getByRole('option', { name: /Checkout/ }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('searchbox').fill('tried by');
    for (const part of ['health=degraded', 'q=tried', 'owner=group'])
      await expect(page).toHaveURL(new RegExp(part));
    await expect(rows()).toHaveText([new RegExp(`^${NAME}`)]);
    await page.reload();
    await expect(rows()).toHaveText([new RegExp(`^${NAME}`)]);
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).click();
    const csv = await readFile(await (await saved).path(), 'utf8');
    expect(csv.trim().split('\n')).toHaveLength(2);
    expect(csv).toContain(NAME);
    await page.getByRole('radio', { name: /^Unhealthy/ }).click();
    await expect(
      page.getByText('No components match these filters'),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    await expect(row()).toBeVisible();
  });

  test('the catalog is narrowed down to figures without a mouse, and stands still', async () => {
    const press = (key: string) => page.keyboard.press(key);
    const delivery = page.getByRole('button', {
      name: 'Delivery',
      exact: true,
    });
    const tableTop = async () =>
      (await page.getByRole('table').boundingBox())?.y;
    // The two sides reckon from the same moments; a minute more is beyond what they can differ by.
    const minutes = Math.ceil(figures.leadTime / 60) + 1;
    await page.goto('/catalog');
    await expect(row()).toBeVisible();
    const before = await tableTop();

    await tabTo(page, delivery);
    await press('Enter');
    const form = page.getByRole('dialog', { name: /^(Delivery|Lead time)/ });
    await expect(
      form.getByRole('button', { name: /^Lead time/ }),
    ).toBeFocused();
    await tabTo(page, form.getByLabel('At most'));
    await page.keyboard.type('-1');
    await press('Enter');
    await expect(form.getByText('At most must not be negative')).toBeVisible();
    await expectAccessible(page);
    await form.getByLabel('At most').fill(`${minutes}`);
    await tabTo(page, form.getByRole('radio', { name: 'seconds' }));
    await press('ArrowRight');
    await press('Space');
    await expect(form.getByRole('radio', { name: 'minutes' })).toBeChecked();
    await tabTo(page, form.getByRole('button', { name: 'Apply' }));
    await press('Enter');

    await expect(page).toHaveURL(new RegExp(`leadTime=\\.\\.${minutes * 60}$`));
    await expect(delivery).toBeFocused();
    await expect(rows()).toHaveText([new RegExp(`^${NAME}`)]);
    await expect(page.getByText('1 shown of 1')).toBeVisible();
    expect(await tableTop()).toBe(before);
    await page.reload();
    await expect(rows()).toHaveText([new RegExp(`^${NAME}`)]);
    await expectAccessible(page);

    await tabTo(page, page.getByRole('button', { name: /^Lead time ≤/ }));
    await press('Enter');
    await expect(form.getByLabel('At least')).toBeFocused();
    await page.keyboard.type(`${minutes}`);
    await tabTo(page, form.getByLabel('At most'));
    await press('Delete');
    await press('Enter');
    await expect(page).toHaveURL(new RegExp(`leadTime=${minutes * 60}\\.\\.$`));
    await expect(
      page.getByText('No components match these filters'),
    ).toBeVisible();

    await tabTo(page, page.getByRole('button', { name: /^Lead time ≥/ }));
    await press('Enter');
    await tabTo(page, form.getByRole('button', { name: 'Remove' }));
    await press('Enter');
    await expect(delivery).toBeFocused();
    await expect(page).toHaveURL(/\/catalog$/);
    await expect(row()).toBeVisible();

    await page.goto('/catalog?leadTime=2d');
    await expect(page.getByText('leadTime=2d')).toBeVisible();
    await expect(row()).toBeVisible();
  });

  test('home says how it is, what changed and what waits', async () => {
    await until(page, '/', async () => {
      await expect(
        page
          .getByRole('region', { name: /Needs your attention/ })
          .getByText(new RegExp(`${NAME} is degraded since`)),
      ).toBeVisible();
      await expect(
        page
          .getByRole('table', { name: /My services/ })
          .getByRole('row', { name: new RegExp(`^${NAME} Degraded`) }),
      ).toBeVisible();
      await expect(
        page
          .getByRole('region', { name: 'What changed' })
          .getByRole('listitem')
          .filter({ hasText: NAME })
          .filter({ hasText: 'failed in production' }),
      ).toBeVisible();
    });
    await expect(
      page
        .getByRole('region', { name: 'My creations' })
        .getByText(NAME)
        .first(),
    ).toBeVisible();
  });

  test('its owners were told once, and of the end in the same place', async () => {
    await page.goto('/notifications');
    const told = page.getByRole('link', { name: new RegExp(`^${NAME} is`) });
    await expect(told).toHaveText(
      [`${NAME} is no longer unhealthy`],
      UNHURRIED,
    );
    await expect(told).toHaveAttribute('href', `${PAGE}/health`);
  });

  test('its system and its team roll it up', async () => {
    for (const [entity, count] of [
      ['system/checkout', figures.reached],
      // With what was created before, which went to production once.
      ['group/checkout', undefined],
    ] as const) {
      await page.goto(`/catalog/default/${entity}`);
      await expect(
        page
          .getByRole('region', { name: 'Health' })
          .getByRole('link', { name: NAME }),
      ).toBeVisible();
      await expect(page.getByText('1 degraded')).toBeVisible();
      await page.getByRole('link', { name: 'Open Delivery' }).click();
      const line = page.getByRole('table', { name: /Services by/ });
      await expect(
        line.getByRole('row', { name: new RegExp(`^${NAME}`) }),
      ).toContainText(inPercent(figures.failed / figures.reached));
      if (count)
        await expect(
          page.getByText(`${count} deployments in 90 days`),
        ).toBeVisible();
    }
  });

  test('from the catalog to the evidence without a mouse', async () => {
    const press = (key: string) => page.keyboard.press(key);
    await page.goto('/');
    await tabTo(page, navigationTo(page, 'Catalog'));
    await press('Enter');
    await expect(row()).toBeVisible();
    await press('/');
    await expect(page.getByRole('searchbox')).toBeFocused();
    await page.keyboard.type(NAME);
    await expect(page).toHaveURL(/q=parcel/);
    await expect(rows()).toHaveCount(1);
    await tabTo(page, row().getByRole('link', { name: NAME }));
    await press('Enter');
    await expect(
      page.getByRole('heading', { level: 1, name: NAME }),
    ).toBeVisible();
    await tabTo(
      page,
      page
        .getByRole('navigation', { name: 'Component' })
        .getByRole('link', { name: 'Delivery' }),
    );
    await press('Enter');
    const evidence = page.getByRole('link', {
      name: /^Change lead time: .*each of them/,
    });
    await tabTo(page, evidence);
    await press('Enter');
    const drawer = page.getByRole('dialog');
    await tabTo(page, drawer.getByRole('link', { name: /^#\d/ }).first());
    await press('Escape');
    await expect(drawer).toBeHidden();
    await expect(evidence).toBeFocused();
  });
});
