import { CustomErrorBase } from '@backstage/errors';
import type { Octokit } from '@octokit/rest';

/** The forge wants no more requests until then. */
export class RateLimitedError extends CustomErrorBase {
  name = 'RateLimitedError' as const;

  constructor(
    readonly host: string,
    readonly until: Date,
  ) {
    super(`${host} takes no more requests until ${until.toISOString()}`);
  }
}

type Headers = Record<string, string | number | undefined>;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** This share of the hour's requests is left to what people are waiting for. */
const RESERVE = 0.1;

/**
 * Keeps to what GitHub says of its limits: after a refusal no request leaves before the time that it named, and none when
 * little is left of the hour's.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export class RateLimits {
  readonly #until = new Map<string, number>();
  readonly #refusals = new Map<string, number>();
  readonly #now: () => number;

  private constructor(now: () => number) {
    this.#now = now;
  }

  static create(options: { now?: () => number } = {}): RateLimits {
    return new RateLimits(options.now ?? Date.now);
  }

  /** @throws RateLimitedError while the host wants no requests */
  check(host: string): void {
    const until = this.#until.get(host) ?? 0;
    if (until > this.#now()) throw new RateLimitedError(host, new Date(until));
  }

  /** Makes a client keep to them. */
  apply(octokit: Octokit, host: string): void {
    octokit.hook.wrap('request', async (request, options) => {
      this.check(host);
      try {
        const response = await request(options);
        this.#refusals.delete(host);
        this.#keepReserve(host, response.headers as Headers);
        return response;
      } catch (error) {
        const wait = this.#waitAfter(host, error);
        if (wait === undefined) throw error;
        this.#until.set(host, this.#now() + wait);
        throw new RateLimitedError(host, new Date(this.#now() + wait));
      }
    });
  }

  #keepReserve(host: string, headers: Headers) {
    const limit = Number(headers['x-ratelimit-limit']);
    const remaining = Number(headers['x-ratelimit-remaining']);
    if (!(limit > 0) || !(remaining < limit * RESERVE)) return;
    const wait = untilReset(headers, this.#now());
    if (wait !== undefined) this.#until.set(host, this.#now() + wait);
  }

  /** How long to wait after an error; undefined for one that is no refusal of this kind. */
  #waitAfter(host: string, error: unknown): number | undefined {
    const { status, response } = error as {
      status?: number;
      response?: { headers: Headers };
    };
    const headers = response?.headers ?? {};
    const isUsedUp = String(headers['x-ratelimit-remaining']) === '0';
    const isLimit =
      status === 429 ||
      (status === 403 && (isUsedUp || headers['retry-after'] !== undefined));
    if (!isLimit) return undefined;
    const refusals = this.#refusals.get(host) ?? 0;
    this.#refusals.set(host, refusals + 1);
    return (
      retryAfter(headers, this.#now()) ??
      (isUsedUp ? untilReset(headers, this.#now()) : undefined) ??
      Math.min(MINUTE * 2 ** refusals, HOUR)
    );
  }
}

/** The server's own clock, since ours may go wrong. */
function serverTime(headers: Headers, now: number): number {
  const date = Date.parse(String(headers.date));
  return Number.isNaN(date) ? now : date;
}

/** Seconds or a date, RFC 9110, 10.2.3; undefined for anything else. */
function retryAfter(headers: Headers, now: number): number | undefined {
  const text = String(headers['retry-after'] ?? '');
  if (/^\d+$/.test(text)) return Number(text) * SECOND;
  const date = /[a-z]/i.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date)
    ? undefined
    : Math.max(date - serverTime(headers, now), SECOND);
}

/** At most an hour: a limit begins anew each hour, whatever a wrong clock says. */
function untilReset(headers: Headers, now: number): number | undefined {
  const reset = Number(headers['x-ratelimit-reset']) * SECOND;
  if (!(reset > 0)) return undefined;
  const wait = reset - serverTime(headers, now);
  return Math.min(Math.max(wait, SECOND), HOUR);
}
