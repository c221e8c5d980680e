import { createHash } from 'node:crypto';

const MOST = 30;
const WINDOW_MILLISECONDS = 60_000;
/** More people than this in one minute share what is left. */
const MOST_PEOPLE = 10_000;

/** How many attempts come from one person in a minute. Who that is, is forgotten with the minute, and kept nowhere else. */
export class AttemptLimit {
  readonly #now: () => number;
  #counts = new Map<string, number>();
  #until = 0;

  private constructor(now: () => number) {
    this.#now = now;
  }

  static create(options: { now(): number }): AttemptLimit {
    return new AttemptLimit(options.now);
  }

  /** @returns in how many seconds to try again; undefined where it is let through */
  take(person: string): number | undefined {
    const now = this.#now();
    if (now >= this.#until) {
      this.#counts = new Map();
      this.#until = now + WINDOW_MILLISECONDS;
    }
    const name =
      this.#counts.size < MOST_PEOPLE
        ? createHash('sha256').update(person).digest('base64')
        : '';
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    return count > MOST ? Math.ceil((this.#until - now) / 1000) : undefined;
  }
}
