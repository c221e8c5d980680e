import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, type LaunchOptions, chromium } from '@playwright/test';
import {
  type SignedIn,
  browserOptions,
  openProfile,
  plainContext,
} from './page/browser';
import { FIRST_NAME, writeData } from './page/data';
import { type Load, load } from './page/load';
import { type Side, startOurs, startStock } from './page/sides';
import { report } from './support/report';
import { median, rounded } from './support/statistics';

interface Contestant {
  side: Side;
  signedIn: SignedIn;
  cold: Load[];
  warm: Load[];
}

async function signIn(browser: Browser, side: Side) {
  const context = await plainContext(browser);
  const page = await context.newPage();
  await side.signIn(page);
  await untilListed(browser, side, await context.storageState());
  const state = await context.storageState();
  await context.close();
  return state;
}

/** The catalog takes a while to take in what it was given. */
async function untilListed(browser: Browser, side: Side, signedIn: SignedIn) {
  const context = await plainContext(browser, signedIn);
  const page = await context.newPage();
  const row = page.locator('table tbody').getByText(FIRST_NAME).first();
  for (let tries = 0; !(await row.isVisible()); tries++) {
    if (tries === 40)
      throw new Error(`${side.address} never had ${FIRST_NAME}`);
    await page.goto(side.address);
    await row.waitFor({ timeout: 5_000 }).catch(() => undefined);
  }
  await context.close();
}

/** What loads are made with, and where their profiles are kept meanwhile. */
interface Browsing {
  browser: Browser;
  options: LaunchOptions;
  folder: string;
}

/**
 * One cold load, in a context that has nothing but the sign-in, and one warm: the third in a profile, since compiled
 * scripts are kept from the second visit on.
 */
async function measure(
  { browser, options, folder }: Browsing,
  { side, signedIn, cold, warm }: Contestant,
) {
  const fresh = await plainContext(browser, signedIn);
  cold.push(await load(fresh, side.address, FIRST_NAME));
  await fresh.close();
  const { context, close } = await openProfile(options, {
    ...{ signedIn, within: folder },
  });
  const visit = () => load(context, side.address, FIRST_NAME);
  await visit();
  await visit();
  warm.push(await visit());
  await close();
}

const middle = (loads: Load[], figure: (load: Load) => number) =>
  median(loads.map(figure));

function print([ours, stock]: Contestant[]) {
  const row = (
    title: string,
    when: 'cold' | 'warm',
    figure: (load: Load) => number,
  ) => {
    const values = [ours, stock].map(one => middle(one[when], figure));
    return {
      line: [title, ...values.map(rounded)],
      ratio: rounded(values[0] / values[1]),
      worst: rounded(Math.max(...ours[when].map(figure))),
    };
  };
  const both = (figure: (load: Load) => number, title: string) => ({
    cold: row(`cold, ${title}`, 'cold', figure),
    warm: row(`warm, ${title}`, 'warm', figure),
  });
  const seconds = both(one => one.seconds, 'first rows, s');
  const requests = both(one => one.requests, 'requests');
  const calls = both(one => one.apiCalls.length, 'calls of the API');
  const javascript = both(one => one.javascript / 1000, 'scripts, kB');
  const cls = both(one => one.cls, 'layout shift');
  for (const { side, cold } of [ours, stock])
    process.stderr.write(`${side.name}:\n  ${cold[0].apiCalls.join('\n  ')}\n`);
  report({
    bench: 'page',
    columns: ['', 'ours', 'stock'],
    rows: [seconds, requests, calls, javascript, cls].flatMap(
      ({ cold, warm }) => [cold.line, warm.line],
    ),
    figures: {
      coldRatio: seconds.cold.ratio,
      warmRatio: seconds.warm.ratio,
      requestsRatio: requests.cold.ratio,
      apiCalls: Math.max(calls.cold.worst, calls.warm.worst),
      javascriptRatio: javascript.cold.ratio,
      cls: Math.max(cls.cold.worst, cls.warm.worst),
    },
  });
}

async function main() {
  const { values } = parseArgs({
    options: { loads: { type: 'string', default: '5' } },
  });
  const loads = Number(values.loads);
  if (!Number.isInteger(loads) || loads < 1)
    throw new Error('--loads: a whole number from 1 on');
  const folder = await mkdtemp(join(tmpdir(), 'fairway-page-'));
  const sides: Side[] = [];
  const options = await browserOptions();
  const browser = await chromium.launch(options);
  let cleaned: Promise<void> | undefined;
  const cleanUp = () => {
    cleaned ??= (async () => {
      await browser.close();
      await Promise.all(sides.map(side => side.stop()));
      await rm(folder, { recursive: true, force: true });
    })();
    return cleaned;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => cleanUp().finally(() => process.exit(1)));
  try {
    const data = await writeData(folder);
    const contestants: Contestant[] = [];
    sides.push(await startOurs(folder, data));
    sides.push(await startStock(data));
    for (const side of sides)
      contestants.push({
        side,
        signedIn: await signIn(browser, side),
        cold: [],
        warm: [],
      });
    // In turns, so that whatever else the machine does hits both alike; the first of each is for warming up.
    for (let round = 0; round <= loads; round++)
      for (const contestant of contestants) {
        await measure({ browser, options, folder }, contestant);
        if (round === 0) Object.assign(contestant, { cold: [], warm: [] });
      }
    print(contestants);
  } finally {
    await cleanUp();
  }
}

main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
