import { ServiceUnavailableError } from '@backstage/errors';
import { isDatabaseAway } from '@fairway/serving';
import type { InboxStore, NewDelivery } from './InboxStore';
import type { Pressure } from './Pressure';

/** More than this many bytes waiting to be committed are refused, so that a flood or a slow disk cannot end the process. */
const MOST_WAITING_BYTES = 256 * 1024 * 1024;
const MOST_PER_COMMIT = 200;
const MOST_BYTES_PER_COMMIT = 32 * 1024 * 1024;

interface Waiting {
  delivery: NewDelivery;
  resolve(outcome: 'accepted' | 'duplicate'): void;
  reject(error: unknown): void;
}

export interface InboxWriterOptions {
  store: InboxStore;
  pressure?: Pressure;
  /** With two, one commit is filled while the other is being flushed. Default: 1. */
  commitsAtOnce?: number;
}

/**
 * Commits deliveries in groups: what arrives while one commit is under way goes into the next, so that many senders share
 * the cost of a flush to disk, and a single one waits for nothing.
 */
export class InboxWriter {
  readonly #store: InboxStore;
  readonly #pressure: Pressure | undefined;
  readonly #commitsAtOnce: number;
  #waiting: Waiting[] = [];
  #bytes = 0;
  #writing = 0;

  private constructor(options: InboxWriterOptions) {
    this.#store = options.store;
    this.#pressure = options.pressure;
    this.#commitsAtOnce = options.commitsAtOnce ?? 1;
  }

  static create(options: InboxWriterOptions): InboxWriter {
    return new InboxWriter(options);
  }

  /**
   * Resolves once the delivery is committed.
   *
   * @throws ServiceUnavailableError where too much waits already
   */
  write(delivery: NewDelivery): Promise<'accepted' | 'duplicate'> {
    if (this.#bytes + delivery.body.length > MOST_WAITING_BYTES)
      throw new ServiceUnavailableError(
        'Too many deliveries wait to be stored',
      );
    this.#bytes += delivery.body.length;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ delivery, resolve, reject });
      void this.#drain();
    });
  }

  async #drain() {
    if (this.#writing >= this.#commitsAtOnce) return;
    this.#writing += 1;
    while (this.#waiting.length) {
      const group = this.#nextGroup();
      await this.#commit(group);
      for (const { delivery } of group) this.#bytes -= delivery.body.length;
      this.#pressure?.note(group.length);
    }
    this.#writing -= 1;
  }

  #nextGroup(): Waiting[] {
    let bytes = 0;
    const size = this.#waiting.findIndex(({ delivery }, index) => {
      bytes += delivery.body.length;
      return (
        index === MOST_PER_COMMIT ||
        (index > 0 && bytes > MOST_BYTES_PER_COMMIT)
      );
    });
    return this.#waiting.splice(0, size === -1 ? this.#waiting.length : size);
  }

  async #commit(group: Waiting[]) {
    try {
      const outcomes = await this.#store.insert(
        group.map(({ delivery }) => delivery),
      );
      group.forEach(({ resolve }, index) => resolve(outcomes[index]));
    } catch (error) {
      if (group.length === 1 || isDatabaseAway(error)) {
        for (const { reject } of group) reject(error);
        return;
      }
      // One that the database does not take must not refuse the others.
      for (const single of group) await this.#commit([single]);
    }
  }
}
