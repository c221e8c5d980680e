import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { CreationComputer } from './CreationComputer';
import type { FleetComputer } from './FleetComputer';

const REST_MILLISECONDS = 1_000;
/** For each moment that the fleet took so many are left to everybody else, but no more than this in all. */
const FLEET_RESTS = 10;
const MOST_REST_MILLISECONDS = 10_000;

interface Options {
  creations: CreationComputer;
  fleet: FleetComputer;
  logger: LoggerService;
}

/** Makes figures while there is anything to make, at once where it is woken. */
export class FiguresLoop {
  readonly #options: Options;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #awake = false;
  #wake: (() => void) | undefined;
  #fleetNotBefore = 0;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): FiguresLoop {
    return new FiguresLoop(options);
  }

  start(): void {
    this.#running ??= this.#run();
  }

  wake(): void {
    this.#awake = true;
    this.#wake?.();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake?.();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { creations, fleet, logger } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      this.#awake = false;
      try {
        await creations.compute(signal);
        const start = performance.now();
        if (start >= this.#fleetNotBefore && (await fleet.compute(signal))) {
          const worked = performance.now() - start;
          this.#fleetNotBefore =
            performance.now() +
            Math.min(MOST_REST_MILLISECONDS, worked * FLEET_RESTS);
        }
      } catch (error) {
        if (!signal.aborted)
          logger.warn('Figures could not be made', toError(error));
      }
      await this.#rest();
    }
  }

  async #rest(): Promise<void> {
    if (this.#awake || this.#stopping.signal.aborted) return;
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, REST_MILLISECONDS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }
}
