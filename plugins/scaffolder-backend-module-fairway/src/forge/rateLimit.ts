/** The headers of a refused call that say how long to wait. */
export interface RateLimitHeaders {
  'retry-after'?: string;
  'x-ratelimit-remaining'?: string;
  'x-ratelimit-reset'?: string;
  date?: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * How long GitHub wants us to wait after a 403 or 429, in milliseconds; nothing when the refusal is no rate limit.
 *
 * Follows https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api: `retry-after` is obeyed to the
 * second, an exhausted quota waits for its reset (measured on the server's clock, an hour at most), and a secondary
 * limit without either waits a minute, doubled with every further refusal.
 *
 * @param attempt - how often this call was refused before, from 0.
 */
export function rateLimitDelay(options: {
  status: number;
  message: string;
  headers: RateLimitHeaders;
  attempt: number;
  now: number;
}): number | undefined {
  const { status, message, headers, attempt, now } = options;
  if (status !== 403 && status !== 429) {
    return undefined;
  }
  const backoff = Math.min(MINUTE * 2 ** attempt, HOUR);
  const asked = headers['retry-after'];
  if (asked !== undefined) {
    return retryAfter(asked, serverTime(headers, now)) ?? backoff;
  }
  if (headers['x-ratelimit-remaining'] === '0') {
    const reset = Number(headers['x-ratelimit-reset']) * 1000;
    return Number.isFinite(reset)
      ? clamp(reset - serverTime(headers, now) + 1000, 1000, HOUR)
      : backoff;
  }
  return status === 429 || /secondary rate|rate limit/i.test(message)
    ? backoff
    : undefined;
}

function retryAfter(value: string, now: number): number | undefined {
  if (/^\d{1,9}$/.test(value.trim())) {
    return Number(value) * 1000;
  }
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(date - now, 1000);
}

function serverTime(headers: RateLimitHeaders, now: number): number {
  const date = Date.parse(headers.date ?? '');
  return Number.isNaN(date) ? now : date;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
