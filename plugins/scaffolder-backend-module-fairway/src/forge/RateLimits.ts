import { setTimeout as sleep } from 'node:timers/promises';
import { ParkedError } from './ParkedError';
import { rateLimitDelay, RateLimitHeaders } from './rateLimit';

/** Who wants to call a forge, and what is done about waiting for it. */
export interface Patience {
  /** Tells the person who waits. */
  tell(message: string): void;
  /** A longer wait is not begun, in milliseconds. Default: 15 minutes. */
  longest?: number;
  /** Told before a wait how many milliseconds it takes, so that it is no part of a step's own time. */
  onWait?(milliseconds: number): void;
  signal?: AbortSignal;
}

/** A refusal, as far as it may be a rate limit. */
export interface Refusal {
  status: number;
  message: string;
  headers: RateLimitHeaders;
}

const LONGEST = 15 * 60_000;

/** Keeps which forge wants no calls until when, for all tasks of this process. */
export class RateLimits {
  readonly #until = new Map<string, number>();
  readonly #now: () => number;
  readonly #sleep: typeof sleep;

  /** @param options - clock and sleep, for tests. */
  static create(
    options: { now?: () => number; sleep?: typeof sleep } = {},
  ): RateLimits {
    return new RateLimits(options.now ?? Date.now, options.sleep ?? sleep);
  }

  private constructor(now: () => number, doSleep: typeof sleep) {
    this.#now = now;
    this.#sleep = doSleep;
  }

  /**
   * Waits as long as a forge has asked for.
   *
   * @throws ParkedError when that is longer than whoever calls has the patience for.
   */
  async untilAllowed(host: string, patience: Patience): Promise<void> {
    const delay = (this.#until.get(host) ?? 0) - this.#now();
    if (delay <= 0) {
      return;
    }
    const { tell, longest = LONGEST, onWait, signal } = patience;
    const clock = new Date(this.#now() + delay).toISOString().slice(11, 16);
    const waiting = `Waiting for ${nameOf(host)} until ${clock} UTC`;
    if (delay > longest) {
      throw new ParkedError(
        `${waiting}\nIts rate limit is reached: until then it takes no calls of the portal, and none are made. Retry after that; what was done so far is kept.`,
      );
    }
    tell(`${waiting}: its rate limit is reached`);
    onWait?.(delay);
    await this.#sleep(delay, undefined, { signal });
  }

  /**
   * Notes how long a forge wants no calls.
   *
   * @param attempt - how often this call was refused before, from 0.
   * @returns whether it was a rate limit at all.
   */
  note(host: string, refusal: Refusal, attempt: number): boolean {
    const delay = rateLimitDelay({ ...refusal, attempt, now: this.#now() });
    if (delay === undefined) {
      return false;
    }
    const until = Math.max(this.#until.get(host) ?? 0, this.#now() + delay);
    this.#until.set(host, until);
    return true;
  }
}

function nameOf(host: string): string {
  return host === 'github.com' ? 'GitHub' : host;
}
