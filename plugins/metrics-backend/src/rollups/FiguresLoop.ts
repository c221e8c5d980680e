import type { LoggerService } from '@backstage/backend-plugin-api';
import type { FiguresComputer } from './FiguresComputer';

/** How soon this replica sees what others marked. */
const POLL_MILLISECONDS = 1_000;

/** Computes whenever something may be dirty: at once where this replica knows, within a second where another does. */
export class FiguresLoop {
  readonly #computer: FiguresComputer;
  readonly #logger: LoggerService;
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #again = false;

  private constructor(computer: FiguresComputer, logger: LoggerService) {
    this.#computer = computer;
    this.#logger = logger;
  }

  static create(options: {
    computer: FiguresComputer;
    logger: LoggerService;
  }): FiguresLoop {
    return new FiguresLoop(options.computer, options.logger);
  }

  start() {
    this.#timer = setInterval(() => this.wake(), POLL_MILLISECONDS);
    this.wake();
  }

  /** Begins nothing new and waits for the transaction in hand. */
  async stop() {
    this.#abort.abort();
    clearInterval(this.#timer);
    await this.#running;
  }

  wake() {
    this.#again = true;
    if (this.#running || this.#abort.signal.aborted) return;
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  /** Waits until what was dirty when it was called is computed, by this replica at least. */
  async settle(): Promise<void> {
    this.wake();
    await this.#running;
  }

  async #run() {
    try {
      while (this.#again && !this.#abort.signal.aborted) {
        this.#again = false;
        await this.#computer.computeDirty(this.#abort.signal);
      }
    } catch (error) {
      // The marks stand; the next poll tries again.
      this.#logger.warn('Figures cannot be computed', error as Error);
    }
  }
}
