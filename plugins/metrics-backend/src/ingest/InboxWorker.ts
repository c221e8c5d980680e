import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { Fact, MetricsSource } from '@fairway/plugin-metrics-node';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { ATTEMPTS } from './DatabaseInboxStore';
import type { FactWriter } from './FactWriter';
import type { InboxStore, LeasedDelivery } from './InboxStore';
import type { Pressure } from './Pressure';

const BATCH = 200;
const LEASE_SECONDS = 60;
const POLL_MILLISECONDS = 1_000;
/** The event loop is not held for longer than so many take. */
const UNDERSTOOD_AT_ONCE = 10;
/** Seconds until the next try, after the first, second … failure. */
const BACKOFF_SECONDS = [1, 5, 30, 120];

export interface InboxWorkerOptions {
  knex: Knex;
  store: InboxStore;
  sources: Map<string, MetricsSource>;
  facts: FactWriter;
  events: EventsService;
  logger: LoggerService;
  /** Told after facts were kept, so that figures follow at once. */
  onFacts(): void;
  pressure: Pressure;
}

/**
 * Takes deliveries out of the inbox on whichever replica has time: facts and the mark that a delivery is done are one
 * transaction, so that a crash anywhere leaves either both or neither. A delivery that cannot be processed is set apart
 * from its batch, tried again, and after five tries put aside.
 */
export class InboxWorker {
  readonly #options: InboxWorkerOptions;
  readonly #owner = randomUUID();
  #running: Promise<void> | undefined;
  readonly #stop = new AbortController();
  #stopped = false;
  #again = false;
  #timer: NodeJS.Timeout | undefined;

  private constructor(options: InboxWorkerOptions) {
    this.#options = options;
  }

  static create(options: InboxWorkerOptions): InboxWorker {
    return new InboxWorker(options);
  }

  start() {
    this.#timer = setInterval(() => this.wake(), POLL_MILLISECONDS);
    this.wake();
  }

  /** Stops taking deliveries and waits for those in hand. */
  async stop() {
    this.#stopped = true;
    this.#stop.abort();
    clearInterval(this.#timer);
    await this.#running;
  }

  /** Something may wait: look now. */
  wake() {
    this.#again = true;
    if (this.#running || this.#stopped) return;
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  async #run() {
    try {
      while (this.#again && !this.#stopped) {
        this.#again = false;
        for (
          let start = performance.now();
          !this.#stopped && (await this.processBatch());
          start = performance.now()
        )
          await this.#options.pressure.rest({
            worked: performance.now() - start,
            signal: this.#stop.signal,
          });
      }
    } catch (error) {
      // The database is away; the leases end by themselves, and the next poll tries again.
      this.#options.logger.warn(
        'The inbox cannot be worked on',
        error as Error,
      );
    }
  }

  /** Takes and processes one batch; returns how many deliveries were in it. */
  async processBatch(): Promise<number> {
    const { store } = this.#options;
    const deliveries = await store.claim({
      limit: BATCH,
      owner: this.#owner,
      leaseSeconds: LEASE_SECONDS,
    });
    if (!deliveries.length) return 0;
    const understood: { delivery: LeasedDelivery; facts: Fact[] }[] = [];
    for (const [index, delivery] of deliveries.entries()) {
      if (index % UNDERSTOOD_AT_ONCE === 0) await new Promise(setImmediate);
      try {
        understood.push({ delivery, facts: await this.#understand(delivery) });
      } catch (error) {
        await this.#putBack(delivery, error);
      }
    }
    if (understood.length) await this.#keep(understood);
    return deliveries.length;
  }

  async #understand(delivery: LeasedDelivery): Promise<Fact[]> {
    const source = this.#options.sources.get(delivery.source);
    if (!source) throw new Error(`No source "${delivery.source}" is installed`);
    const facts = source.toFacts(delivery);
    await this.#handOn(source, delivery);
    return facts;
  }

  /** For others a hint to look for themselves: where it can't be passed on, the facts are kept all the same. */
  async #handOn(source: MetricsSource, delivery: LeasedDelivery) {
    try {
      for (const event of source.toEvents?.(delivery) ?? [])
        await this.#options.events.publish(event);
    } catch (error) {
      this.#options.logger.warn(
        'A delivery could not be handed on as an event',
        error as Error,
      );
    }
  }

  async #keep(understood: { delivery: LeasedDelivery; facts: Fact[] }[]) {
    const { knex, store, facts: writer, onFacts } = this.#options;
    try {
      await knex.transaction(async transaction => {
        const bySource = new Map<string, Fact[]>();
        for (const { delivery, facts } of understood) {
          const all = bySource.get(delivery.source) ?? [];
          all.push(...facts);
          bySource.set(delivery.source, all);
        }
        for (const [source, facts] of bySource)
          if (facts.length) await writer.write(transaction, source, facts);
        await store.complete(
          transaction,
          understood.map(({ delivery }) => delivery),
        );
      });
      onFacts();
    } catch (error) {
      if (understood.length === 1) {
        await this.#putBack(understood[0].delivery, error);
        return;
      }
      // One of them is to blame: each on its own finds out which.
      for (const single of understood) await this.#keep([single]);
    }
  }

  async #putBack(delivery: LeasedDelivery, cause: unknown) {
    const error =
      cause instanceof Error
        ? `${cause.name}: ${cause.message}`
        : String(cause);
    const last = delivery.attempts >= ATTEMPTS;
    this.#options.logger.warn(
      last ? 'A delivery was put aside' : 'A delivery will be tried again',
      {
        source: delivery.source,
        deliveryId: delivery.deliveryId,
        attempts: delivery.attempts,
        error,
      },
    );
    await this.#options.store.fail(delivery, {
      error,
      retryInSeconds: last ? undefined : BACKOFF_SECONDS[delivery.attempts - 1],
    });
  }
}
