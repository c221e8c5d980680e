import { setTimeout as wait } from 'node:timers/promises';

/** Senders are many while commits carry more deliveries than this, and for so long after. */
const MANY = 3;
const MANY_MILLISECONDS = 250;
/** While they are many, what can wait rests so many times as long as it worked. */
const REST = 4;
const MOST_REST_MILLISECONDS = 1_000;

/**
 * Whether many deliveries are arriving at this replica just now. Taking them goes before working on them: a sender that is
 * not answered gives up, while figures may follow a little later. Work goes on all the same, if slower.
 */
export class Pressure {
  #until = 0;

  static create(): Pressure {
    return new Pressure();
  }

  /** Told how many deliveries a commit carried. */
  note(deliveries: number) {
    if (deliveries > MANY) this.#until = performance.now() + MANY_MILLISECONDS;
  }

  /**
   * Called between pieces of work that can wait. The event loop has its turn in any case.
   *
   * @param options.worked - milliseconds that the last piece took
   */
  async rest(options: { worked: number; signal?: AbortSignal }): Promise<void> {
    const pressed = performance.now() < this.#until;
    const milliseconds = Math.min(
      pressed ? options.worked * REST : 0,
      MOST_REST_MILLISECONDS,
    );
    if (!milliseconds) await new Promise(setImmediate);
    // Who stops it does not want to be told so.
    else
      await wait(milliseconds, undefined, { signal: options.signal }).catch(
        () => {},
      );
  }
}
