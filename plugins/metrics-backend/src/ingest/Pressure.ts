import { setTimeout as wait } from 'node:timers/promises';

/** Senders are many while more than so many deliveries arrive in so long: a hundred a second. */
const MANY = 25;
const WINDOW_MILLISECONDS = 250;
/** While they are many, what can wait rests so many times as long as it worked. */
const REST = 6;
/** After so long it rests no longer than it works, so that a flood which does not end can't hold it up for ever. */
const STRETCH_MILLISECONDS = 10_000;
const REST_AFTER_STRETCH = 1;
const MOST_REST_MILLISECONDS = 1_000;

/**
 * Whether many deliveries are arriving at this replica just now. Taking them goes before working on them: a sender that is
 * not answered gives up, while figures may follow a little later. Work goes on all the same, if slower.
 */
export class Pressure {
  #windowStart = -Infinity;
  #arrived = 0;
  #pressedSince = -Infinity;
  #pressedUntil = -Infinity;

  static create(): Pressure {
    return new Pressure();
  }

  /** Told how many deliveries a commit carried. */
  note(deliveries: number) {
    const now = performance.now();
    if (now - this.#windowStart > WINDOW_MILLISECONDS) {
      this.#windowStart = now;
      this.#arrived = 0;
    }
    this.#arrived += deliveries;
    if (this.#arrived <= MANY) return;
    if (now > this.#pressedUntil) this.#pressedSince = now;
    this.#pressedUntil = now + 2 * WINDOW_MILLISECONDS;
  }

  /**
   * Called between pieces of work that can wait. The event loop has its turn in any case.
   *
   * @param options.worked - milliseconds that the last piece took
   */
  async rest(options: { worked: number; signal?: AbortSignal }): Promise<void> {
    const milliseconds = Math.min(
      options.worked * this.#share(performance.now()),
      MOST_REST_MILLISECONDS,
    );
    if (!milliseconds) await new Promise(setImmediate);
    // Who stops it does not want to be told so.
    else
      await wait(milliseconds, undefined, { signal: options.signal }).catch(
        () => {},
      );
  }

  #share(now: number): number {
    if (now > this.#pressedUntil) return 0;
    return now - this.#pressedSince < STRETCH_MILLISECONDS
      ? REST
      : REST_AFTER_STRETCH;
  }
}
