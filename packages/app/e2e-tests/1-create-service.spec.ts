import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expectAccessible } from './accessibility';
import { type Page, expect, test } from './fairway';
import { personalToken } from './forge';
import { describeService, navigationTo, signIn } from './people';

const NAME = 'order-notes';

test.describe.configure({ mode: 'serial' });

test.describe('the road', () => {
  let page: Page;

  test.beforeAll(async ({ browser, fairway }) => {
    const context = await browser.newContext({
      baseURL: fairway.url,
      viewport: { width: 1440, height: 900 },
    });
    page = await context.newPage();
  });
  test.afterAll(() => page.close());

  test('one signs in as oneself, and nobody is in without', async ({
    fairway,
  }) => {
    await page.goto('/catalog/default/component/fairway');
    await expect(
      page.getByRole('button', { name: 'Sign in with GitHub' }),
    ).toBeVisible();
    await expectAccessible(page);
    expect(
      (await page.request.get(`${fairway.url}/api/catalog/entities`)).status(),
    ).toBe(401);
    expect(
      (await page.request.get(`${fairway.url}/api/auth/guest/refresh`)).ok(),
    ).toBe(false);
    await signIn(page, 'dana');
    await expectAccessible(page);
    await navigationTo(page, 'Catalog').click();
    await expect(
      page.getByRole('heading', { level: 1, name: 'Catalog' }),
    ).toBeVisible();
    await expectAccessible(page);
  });

  test('the form says what is wrong with a name while it is typed', async () => {
    await navigationTo(page, 'Create Service').click();
    await expect(
      page.getByRole('heading', { level: 1, name: 'Create Service' }),
    ).toBeVisible();
    await expectAccessible(page);
    await describeService(page, 'Order_Notes');
    await expect(
      page.getByText(/lowercase letters, digits/).first(),
    ).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('Name', { exact: true }).fill(NAME);
    await expect(page.getByText(`${NAME} is free.`)).toBeAttached();
  });

  test('a service is created, watched, and runs in staging', async ({
    fairway,
  }) => {
    await page.getByRole('button', { name: 'Review' }).click();
    await expect(page.getByText(/Checked just now/)).toBeVisible();
    await expect(page.getByText(`acme/${NAME}`).first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: `Create ${NAME}` }).click();
    await expect(
      page.getByRole('heading', { level: 1, name: `Create ${NAME}` }),
    ).toBeVisible();
    await expectAccessible(page);
    await expect(page.getByText(/^Finished in/)).toBeVisible({
      timeout: 180_000,
    });
    await expectAccessible(page);

    const ci = page.getByRole('link', { name: /^Run 1/ });
    await expect(ci).toHaveAttribute(
      'href',
      new RegExp(`^${fairway.forgeUrl}/acme/${NAME}/actions/runs/\\d+`),
    );
    const staging = await page
      .getByRole('link', { name: /^localhost:\d+/ })
      .getAttribute('href');
    expect(await (await page.request.get(`${staging}/readyz`)).ok()).toBe(true);
    expect(
      await (await page.request.get(`${staging}/metrics`)).text(),
    ).toContain('http_request');
  });

  test('its repository is cloned with git and holds what it should', async ({
    fairway,
  }) => {
    const token = await personalToken(page, fairway.forgeUrl);
    const folder = await mkdtemp(join(tmpdir(), 'fairway-clone-'));
    const url = fairway.forgeUrl.replace('://', `://dana:${token}@`);
    await promisify(execFile)('git', [
      'clone',
      '--quiet',
      `${url}/acme/${NAME}.git`,
      folder,
    ]);
    expect(await readFile(join(folder, 'catalog-info.yaml'), 'utf8')).toContain(
      'group:default/checkout',
    );
    expect(await readFile(join(folder, 'CODEOWNERS'), 'utf8')).toContain(
      '@acme/checkout',
    );
    await rm(folder, { recursive: true });
  });

  test('its CI run is green, with a log to read', async ({ fairway }) => {
    await page.goto(`${fairway.forgeUrl}/acme/${NAME}/actions`);
    await page
      .getByRole('link', { name: /CI|Create/ })
      .first()
      .click();
    await expect(
      page.getByRole('heading', { name: 'CI #1 Succeeded' }),
    ).toBeVisible();
    await page.getByRole('link', { name: 'test', exact: true }).first().click();
    await expect(page.getByText('npm test').first()).toBeVisible();
  });

  test('it is promoted and answers in production', async () => {
    await page.goto(`/catalog/default/component/${NAME}`);
    await expect(
      page.getByRole('heading', { level: 1, name: NAME }),
    ).toBeVisible();
    await expect(
      page.getByRole('link', { name: 'checkout' }).first(),
    ).toBeVisible();
    await expect(page.getByText('Nothing runs here yet')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Promote v1' }).click();
    const dialog = page.getByRole('dialog');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Promote v1' }).click();
    const production = page.getByRole('link', { name: 'production URL' });
    await expect(production).toBeVisible({ timeout: 120_000 });
    const url = await production.getAttribute('href');
    expect((await page.request.get(`${url}/readyz`)).ok()).toBe(true);
    await expect(page.getByText('Nothing runs here yet')).toBeHidden();
  });

  test('its docs are read in the portal', async () => {
    await page.goto(`/docs/default/component/${NAME}`);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await expect(page.getByText(/Getting started/i).first()).toBeVisible({
      timeout: 30_000,
    });
  });

  test('the same name again is refused, in the form and by the server', async () => {
    await page.goto('/');
    const nameCheck = page.waitForRequest(/\/fairway\/names\//);
    await describeService(page, NAME);
    await expect(page.getByText(`${NAME} is taken.`)).toBeVisible();
    // What the form would not send is sent past it, as the same person.
    const { authorization } = await (await nameCheck).allHeaders();
    const answer = await page.request.post('/api/scaffolder/v2/tasks', {
      headers: { authorization },
      data: {
        templateRef: 'template:default/node-service',
        values: {
          name: NAME,
          owner: 'group:default/checkout',
          description: 'The same again',
        },
      },
    });
    expect(answer.status()).toBe(409);
    expect(await answer.json()).toMatchObject({
      error: { field: 'name', message: expect.stringContaining('name: ') },
    });
    await page.goto('/create/tasks');
    await expect(page.getByRole('row', { name: /Create/ })).toHaveCount(1);
    await expectAccessible(page);
  });

  test('a power cut loses nothing', async ({ fairway }) => {
    await fairway.powerCut();
    await page.goto(`/catalog/default/component/${NAME}`);
    const production = page.getByRole('link', { name: 'production URL' });
    await expect(production).toBeVisible({ timeout: 60_000 });
    const url = await production.getAttribute('href');
    await expect
      .poll(
        () =>
          page.request.get(`${url}/readyz`).then(
            answer => answer.ok(),
            () => false,
          ),
        { timeout: 60_000 },
      )
      .toBe(true);
    // One is still signed in, and the run is still told of.
    await page.goto('/create/tasks');
    await expect(
      page.getByRole('row', { name: `Create ${NAME} Finished` }),
    ).toBeVisible();
    await page.goto(`${fairway.forgeUrl}/acme/${NAME}`);
    await expect(
      page.getByRole('link', { name: 'catalog-info.yaml' }),
    ).toBeVisible();
    await page.goto(`${fairway.forgeUrl}/acme/${NAME}/actions`);
    for (const run of ['CI #1', 'Promote #1'])
      await expect(
        page.getByRole('row', { name: run }).getByText('Succeeded'),
      ).toBeVisible();
  });

  test('signed out means signed out', async () => {
    await page.goto('/');
    await page.getByRole('button', { name: /Dana/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(
      page.getByRole('button', { name: 'Sign in with GitHub' }),
    ).toBeVisible();
    await page.goto('/catalog');
    await expect(
      page.getByRole('button', { name: 'Sign in with GitHub' }),
    ).toBeVisible();
  });
});
