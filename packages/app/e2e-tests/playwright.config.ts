import { defineConfig } from '@playwright/test';
import { join, resolve } from 'node:path';

const results = resolve(__dirname, '../../../.fairway/results');

/**
 * The journeys share one portal and one sandbox per worker (fairway.ts starts them), and build on what the ones before
 * them left, so there is one worker, and the files run in the order of their names. No retries: a flaky test is a defect.
 */
export default defineConfig({
  testDir: __dirname,
  // The launcher is plain ES modules, which Playwright's transpiler takes for something else.
  build: { external: ['**/launcher/**'] },
  outputDir: join(results, 'journeys'),
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json']],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.FAIRWAY_CHROMIUM,
      args: [
        // In a container there is no user namespace for Chromium's own sandbox; the pages are ours.
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    },
  },
});
