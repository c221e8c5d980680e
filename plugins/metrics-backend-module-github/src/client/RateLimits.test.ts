import { RequestError } from '@octokit/request-error';
import { Octokit } from '@octokit/rest';
import { RateLimitedError, RateLimits } from './RateLimits';

const HOST = 'github.com';
const NOON = Date.parse('2026-01-05T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A client whose requests are answered one after the other as the test says, at a time of its own. */
function clientWith(
  answers: { status?: number; headers?: Record<string, string> }[],
) {
  const clock = { now: NOON };
  const limits = RateLimits.create({ now: () => clock.now });
  const octokit = new Octokit();
  let sent = 0;
  octokit.hook.wrap('request', async () => {
    const { status = 200, headers = {} } = answers[sent] ?? {};
    sent += 1;
    const response = { status, headers, url: '', data: {} };
    if (status < 400) return response as any;
    throw new RequestError('refused', status, {
      request: { method: 'GET', url: '/', headers: {} },
      response: response as any,
    });
  });
  limits.apply(octokit, HOST);
  const ask = () => octokit.request('GET /meta').catch(error => error);
  return { ask, clock, sent: () => sent };
}

it.each<[string, number, Record<string, string>, number]>([
  ['30 seconds', 429, { 'retry-after': '30' }, 30_000],
  ['an hour', 403, { 'retry-after': '3600' }, HOUR],
  [
    'a date, by the clock of the server',
    429,
    {
      'retry-after': 'Mon, 05 Jan 2026 13:05:00 GMT',
      date: 'Mon, 05 Jan 2026 13:00:00 GMT',
    },
    5 * MINUTE,
  ],
  ['nothing', 429, {}, MINUTE],
  ['garbage', 429, { 'retry-after': '-;!' }, MINUTE],
  [
    'when the limit begins anew',
    403,
    {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String((NOON + 7 * MINUTE) / 1000),
      date: new Date(NOON).toUTCString(),
    },
    7 * MINUTE,
  ],
  [
    'a beginning in the past',
    403,
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1000000000' },
    1000,
  ],
  [
    'a beginning in the far future',
    403,
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9000000000' },
    HOUR,
  ],
])(
  'makes no request before the time when told %s',
  async (_, status, headers, wait) => {
    const { ask, clock, sent } = clientWith([{ status, headers }]);
    expect(await ask()).toEqual(
      new RateLimitedError(HOST, new Date(NOON + wait)),
    );
    clock.now = NOON + wait - 1;
    expect(await ask()).toBeInstanceOf(RateLimitedError);
    expect(sent()).toBe(1);
    clock.now = NOON + wait;
    expect((await ask()).status).toBe(200);
    expect(sent()).toBe(2);
  },
);

it('waits longer each time that it is refused without being told for how long', async () => {
  const { ask, clock } = clientWith([
    ...Array.from({ length: 9 }, () => ({ status: 429 })),
    {},
    { status: 429 },
  ]);
  const waits: number[] = [];
  for (let refusal = 0; refusal < 9; refusal++) {
    const { until } = await ask();
    waits.push((until.getTime() - clock.now) / MINUTE);
    clock.now = until.getTime();
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  expect((await ask()).status).toBe(200);
  const { until } = await ask();
  expect(until.getTime() - clock.now).toBe(MINUTE);
});

it('leaves a tenth of the hour to others', async () => {
  const headers = (remaining: number) => ({
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String((NOON + 20 * MINUTE) / 1000),
    date: new Date(NOON).toUTCString(),
  });
  const { ask, clock } = clientWith([
    { headers: headers(500) },
    { headers: headers(499) },
  ]);
  expect((await ask()).status).toBe(200);
  expect((await ask()).status).toBe(200);
  expect(await ask()).toBeInstanceOf(RateLimitedError);
  clock.now += 20 * MINUTE;
  expect((await ask()).status).toBe(200);
});

it.each([403, 404, 500])(
  'takes %s without a word of limits for what it is',
  async status => {
    const { ask } = clientWith([{ status }]);
    expect((await ask()).status).toBe(status);
    expect((await ask()).status).toBe(200);
  },
);
