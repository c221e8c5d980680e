import { type Locator, type Page, expect } from '@playwright/test';

/** Goes on from what has the focus now, and fails where the way is longer than a page. */
export async function tabTo(page: Page, target: Locator) {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate(element => element === document.activeElement))
      return;
  }
  throw new Error(`Tab does not lead to ${target}`);
}
