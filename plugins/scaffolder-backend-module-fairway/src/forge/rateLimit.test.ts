import { rateLimitDelay, RateLimitHeaders } from './rateLimit';

const now = Date.parse('2026-03-01T12:00:00Z');

function delay(
  headers: RateLimitHeaders,
  options: { status?: number; message?: string; attempt?: number } = {},
) {
  return rateLimitDelay({
    status: 403,
    message: 'You have exceeded a secondary rate limit',
    attempt: 0,
    headers,
    now,
    ...options,
  });
}

describe('rateLimitDelay', () => {
  it.each<[string, RateLimitHeaders, number]>([
    ['seconds', { 'retry-after': '30' }, 30_000],
    ['an hour', { 'retry-after': '3600' }, 3_600_000],
    ['a date', { 'retry-after': 'Sun, 01 Mar 2026 12:02:00 GMT' }, 120_000],
    [
      "a date on the server's clock",
      {
        'retry-after': 'Sun, 01 Mar 2026 12:02:00 GMT',
        date: 'Sun, 01 Mar 2026 12:01:30 GMT',
      },
      30_000,
    ],
    [
      'a date that is over',
      { 'retry-after': 'Sun, 01 Mar 2026 11:00:00 GMT' },
      1000,
    ],
    ['garbage', { 'retry-after': 'soon' }, 60_000],
    ['nothing', {}, 60_000],
    [
      'an exhausted quota',
      {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(now / 1000 + 60),
      },
      61_000,
    ],
    [
      'an exhausted quota whose reset is past',
      {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(now / 1000 - 900),
      },
      1000,
    ],
    [
      'an exhausted quota whose reset is far away',
      {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(now / 1000 + 90_000),
      },
      3_600_000,
    ],
    [
      'a clock that is wrong by ten minutes',
      {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(now / 1000 + 660),
        date: 'Sun, 01 Mar 2026 12:10:00 GMT',
      },
      61_000,
    ],
  ])('with %s', (_, headers, expected) => {
    expect(delay(headers)).toBe(expected);
  });

  it('doubles with every further refusal', () => {
    expect(delay({}, { attempt: 3 })).toBe(480_000);
    expect(delay({}, { attempt: 30 })).toBe(3_600_000);
  });

  it('takes a 429 for a limit whatever it says', () => {
    expect(delay({}, { status: 429, message: 'Slow down' })).toBe(60_000);
  });

  it.each([
    [403, 'Resource not accessible by integration'],
    [404, 'Not Found'],
    [500, 'rate limit'],
  ])('is nothing for a %i "%s"', (status, message) => {
    expect(
      delay({ 'x-ratelimit-remaining': '4999' }, { status, message }),
    ).toBeUndefined();
  });
});
