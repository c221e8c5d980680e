import type { Page } from './fairway';

/**
 * Kills the process that serves a service in production, which the deploy target's page names. The deploy target starts it
 * again, later each time, so that one that is killed again and again stays away.
 */
export async function killInProduction(options: {
  /** One that is signed in at the forge. */
  page: Page;
  forgeUrl: string;
  name: string;
}): Promise<void> {
  const { page, forgeUrl, name } = options;
  await page.goto(`${forgeUrl}/deployments`);
  const row = page
    .getByRole('row', { name: `acme/${name}` })
    .filter({ hasText: 'production' });
  const [, pid] = /process (\d+)/.exec(await row.innerText()) ?? [];
  if (!pid) return;
  try {
    process.kill(Number(pid), 'SIGKILL');
  } catch (error) {
    // It has ended by itself since the page was made.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
