import {
  type Browser,
  type BrowserContext,
  type LaunchOptions,
  chromium,
} from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

const VIEWPORT = { width: 1440, height: 900 };

/** Cookies and local storage of somebody who is signed in. */
export type SignedIn = Awaited<ReturnType<BrowserContext['storageState']>>;

/** How the machine's own Chromium is started, found as the journeys find it. */
export async function browserOptions(): Promise<LaunchOptions> {
  const { findChromium } = await import(
    '../../../launcher/src/chromium.mjs' as string
  );
  const executablePath = await findChromium();
  if (!executablePath)
    throw new Error('There is no Chromium here; set FAIRWAY_CHROMIUM.');
  return {
    executablePath,
    // Whoever breaks the benchmark off has all of it cleaned up, the browser too.
    handleSIGINT: false,
    handleSIGTERM: false,
    args: [
      // In a container there is no user namespace for Chromium's own sandbox; the pages are ours.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  };
}

/** A context for what is not measured. */
export const plainContext = (browser: Browser, storageState?: SignedIn) =>
  browser.newContext({ viewport: VIEWPORT, storageState });

/**
 * Opens a browser whose profile, in a folder, is new but for the sign-in. It is a profile on disk, as people have one: only there
 * does Chromium keep compiled scripts between visits.
 */
export async function openProfile(
  options: LaunchOptions,
  {
    signedIn: { cookies, origins },
    within,
  }: { signedIn: SignedIn; within: string },
): Promise<{ context: BrowserContext; close(): Promise<void> }> {
  const folder = await mkdtemp(join(within, 'profile-'));
  const context = await chromium.launchPersistentContext(folder, {
    ...options,
    viewport: VIEWPORT,
  });
  await context.addCookies(cookies);
  await context.addInitScript(kept => {
    for (const { origin, localStorage } of kept)
      if (origin === window.location.origin)
        for (const { name, value } of localStorage)
          window.localStorage.setItem(name, value);
  }, origins);
  return {
    context,
    async close() {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
