import { AxeBuilder } from '@axe-core/playwright';
import { type Page, expect } from '@playwright/test';

/**
 * No serious or critical finding of axe, in the light and in the dark theme. What axe leaves undecided is looked at by
 * hand, and is no failure.
 */
export async function expectAccessible(page: Page) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('[data-theme-mode]').first()).toHaveAttribute(
      'data-theme-mode',
      colorScheme,
    );
    // Colours on their way from one theme to the other belong to neither.
    await page.evaluate(async () => {
      // Transitions begin with the next frame.
      for (let frame = 0; frame < 3; frame++)
        await new Promise(requestAnimationFrame);
      await Promise.allSettled(
        document
          .getAnimations()
          .filter(
            // Some go with scrolling, and not with time.
            ({ effect, timeline }) =>
              timeline === document.timeline &&
              effect?.getComputedTiming().endTime !== Infinity,
          )
          .map(animation => animation.finished),
      );
    });
    const { violations } = await new AxeBuilder({ page })
      // What a screen reader is told in passing: for some seconds it can name what is gone again.
      .exclude('[data-live-announcer]')
      .analyze();
    const grave = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }) =>
          `${colorScheme}: ${id} at ${nodes.map(({ target, any }) => [...target, ...any.map(({ message }) => message)].join(' ')).join(', ')}`,
      );
    expect(grave).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}
