import { type Page, expect } from '@playwright/test';

/** What may move on a page until it has all it shows, as a share of the window (https://web.dev/articles/cls). */
const MOST = 0.02;

interface Shift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources: { node: Node | null }[];
}

/** Has every page that is opened from now on remember what moved on it without having been touched. */
export async function watchShifts(page: Page) {
  await page.addInitScript(() => {
    const shifts: { value: number; of: string[] }[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver(list => {
      for (const {
        value,
        hadRecentInput,
        sources,
      } of list.getEntries() as Shift[])
        if (!hadRecentInput)
          shifts.push({
            value,
            of: sources.map(
              ({ node }) => node?.textContent?.slice(0, 60) ?? '',
            ),
          });
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** Next to nothing moved on this page, all of it taken together. */
export async function expectNoShift(page: Page) {
  const shifts = await page.evaluate(
    () =>
      (window as unknown as { shifts: { value: number; of: string[] }[] })
        .shifts,
  );
  const sum = shifts.reduce((all, { value }) => all + value, 0);
  expect(sum, `moved: ${JSON.stringify(shifts)}`).toBeLessThanOrEqual(MOST);
}
