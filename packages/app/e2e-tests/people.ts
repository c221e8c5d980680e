import { type Browser, type Page, expect } from '@playwright/test';
import { personalToken } from './forge';

/** Signs in as one of the people at the forge, as a person does: button, choice, back in the portal. */
export async function signIn(page: Page, login: string) {
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in with GitHub' }).click();
  await page.getByRole('button', { name: new RegExp(login, 'i') }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Home' }),
  ).toBeVisible();
}

/** Somebody at a browser of their own, signed in, with a token for the forge. */
export async function arrive(
  browser: Browser,
  fairway: { url: string; forgeUrl: string },
  login: string,
) {
  const context = await browser.newContext({
    baseURL: fairway.url,
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();
  await signIn(page, login);
  const token = await personalToken(page, fairway.forgeUrl);
  return { page, token, leave: () => context.close() };
}

/** The entry of the navigation: a page can have a link of the same name. */
export function navigationTo(page: Page, name: string) {
  return page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name });
}

/** Fills in the form of the path Node service, and stops before Review. */
export async function describeService(
  page: Page,
  name: string,
  { system }: { system?: string } = {},
) {
  await navigationTo(page, 'Create Service').click();
  await page
    .getByRole('link', { name: /Node service/ })
    .first()
    .click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('What it does').fill('Tried by a journey');
  if (system) {
    await page.getByRole('button', { name: /System/ }).click();
    await page.getByRole('option', { name: system }).click();
  }
}
