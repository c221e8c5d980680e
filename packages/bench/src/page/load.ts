import type {
  BrowserContext,
  CDPSession,
  Page,
  Response,
} from '@playwright/test';
import { setTimeout as wait } from 'node:timers/promises';

/** One load of a page, as the browser saw it. */
export interface Load {
  /** From the beginning of the navigation until the first row stood there. */
  seconds: number;
  /** Everything that was asked for, by whomever, until nothing more came. */
  requests: number;
  /** Of these, calls of an API, whether over HTTP or a socket. */
  apiCalls: string[];
  /** Bytes of scripts that went over the wire. */
  javascript: number;
  /** Cumulative layout shift. */
  cls: number;
}

/** Nothing was asked for so long: then a page has come to rest. */
const QUIET_SECONDS = 1.5;
const PATIENCE_MILLISECONDS = 60_000;

declare global {
  interface Window {
    benchSeen?: number;
    benchShift: number;
  }
}

/**
 * Looks from the very beginning of a page for a row with a link of that text, and adds up how far things were shifted.
 * A row counts once it has a size.
 */
function watch(name: string) {
  const shown = () =>
    [...document.querySelectorAll('table tbody tr a')].some(
      link =>
        link.textContent?.trim() === name &&
        link.getBoundingClientRect().height > 0,
    );
  new MutationObserver((_, observer) => {
    if (!shown()) return;
    observer.disconnect();
    window.benchSeen = performance.now();
  }).observe(document, { childList: true, subtree: true, characterData: true });
  window.benchShift = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
    })[])
      if (!entry.hadRecentInput) window.benchShift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Counts what goes over the wire, by what the browser itself says. */
async function listen(session: CDPSession) {
  const scripts = new Set<string>();
  const heard = {
    requests: 0,
    apiCalls: [] as string[],
    javascript: 0,
    last: performance.now(),
    underWay: new Set<string>(),
  };
  const note = (id: string, method: string, address: string) => {
    heard.last = performance.now();
    const { protocol, pathname, search } = new URL(address);
    if (protocol === 'data:' || protocol === 'blob:') return;
    heard.requests += 1;
    if (pathname.startsWith('/api/'))
      heard.apiCalls.push(`${method} ${pathname}${search}`);
    if (!protocol.startsWith('ws')) heard.underWay.add(id);
  };
  const over = ({ requestId }: { requestId: string }) => {
    heard.last = performance.now();
    heard.underWay.delete(requestId);
  };
  session.on('Network.requestWillBeSent', ({ requestId, request }) =>
    note(requestId, request.method, request.url),
  );
  session.on('Network.webSocketCreated', ({ requestId, url }) =>
    note(requestId, 'SOCKET', url),
  );
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', event => {
    over(event);
    if (scripts.has(event.requestId))
      heard.javascript += event.encodedDataLength;
  });
  session.on('Network.loadingFailed', over);
  await session.send('Network.enable');
  return heard;
}

async function untilQuiet(heard: Awaited<ReturnType<typeof listen>>) {
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  while (
    heard.underWay.size > 0 ||
    performance.now() - heard.last < QUIET_SECONDS * 1000
  ) {
    if (performance.now() > deadline)
      throw new Error(`Still asking: ${heard.apiCalls.slice(-3).join(', ')}`);
    await wait(50);
  }
}

/** The answers of an API in this load that held a name. */
function answersWith(page: Page, name: string): Promise<boolean>[] {
  const answers: Promise<boolean>[] = [];
  page.on('response', (response: Response) => {
    if (new URL(response.url()).pathname.startsWith('/api/'))
      answers.push(
        response.text().then(
          text => text.includes(`"${name}"`),
          () => false, // it has no body
        ),
      );
  });
  return answers;
}

/** Opens an address in a page of its own, until the row of that name stands there and nothing more is asked for. */
export async function load(
  context: BrowserContext,
  address: string,
  name: string,
): Promise<Load> {
  const page = await context.newPage();
  const heard = await listen(await context.newCDPSession(page));
  const answers = answersWith(page, name);
  await page.addInitScript(watch, name);
  await page.goto(address);
  await page.waitForFunction(() => window.benchSeen, undefined, {
    timeout: PATIENCE_MILLISECONDS,
  });
  await untilQuiet(heard);
  if (!(await Promise.all(answers)).includes(true))
    throw new Error(`${address} shows ${name}, and no answer told of it`);
  const { seen, cls } = await page.evaluate(() => ({
    seen: window.benchSeen!,
    cls: window.benchShift,
  }));
  await page.close();
  const { requests, apiCalls, javascript } = heard;
  return { seconds: seen / 1000, requests, apiCalls, javascript, cls };
}
