import { ServiceUnavailableError } from '@backstage/errors';
import { isDatabaseAway } from '../database/isDatabaseAway';
import type { InboxStore, NewDelivery } from './InboxStore';

/** More than this many bytes waiting to be committed are refused, so that a flood or a slow disk cannot end the process. */
const MOST_WAITING_BYTES = 256 * 1024 * 1024;
const MOST_PER_COMMIT = 200;
const MOST_BYTES_PER_COMMIT = 32 * 1024 * 1024;
/** One commit is filled while another one is being flushed. */
const COMMITS_AT_ONCE = 2;
/** Senders are many while commits carry more than this, and for so long after. */
const MANY = 3;
const MANY_MILLISECONDS = 250;

interface Waiting {
  delivery: NewDelivery;
  resolve(outcome: 'accepted' | 'duplicate'): void;
  reject(error: unknown): void;
}

/**
 * Commits deliveries in groups: what arrives while one commit is under way goes into the next, so that many senders share
 * the cost of a flush to disk, and a single one waits for nothing.
 */
export class InboxWriter {
  readonly #store: InboxStore;
  #waiting: Waiting[] = [];
  #bytes = 0;
  #writing = 0;
  #manyUntil = 0;

  private constructor(store: InboxStore) {
    this.#store = store;
  }

  static create(options: { store: InboxStore }): InboxWriter {
    return new InboxWriter(options.store);
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

  /** Whether many are sending just now, so that what can wait had better do so. */
  get isPressed(): boolean {
    return performance.now() < this.#manyUntil;
  }

  async #drain() {
    if (this.#writing >= COMMITS_AT_ONCE) return;
    this.#writing += 1;
    while (this.#waiting.length) {
      const group = this.#nextGroup();
      await this.#commit(group);
      for (const { delivery } of group) this.#bytes -= delivery.body.length;
      if (group.length > MANY)
        this.#manyUntil = performance.now() + MANY_MILLISECONDS;
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
