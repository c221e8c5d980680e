import type { StoredDelivery } from '@fairway/plugin-metrics-node';
import type { Knex } from 'knex';

export type NewDelivery = Omit<StoredDelivery, 'receivedAt'>;

/** A delivery that this replica may work on until its lease ends. */
export interface LeasedDelivery extends StoredDelivery {
  id: number;
  /** With this one. */
  attempts: number;
  leaseOwner: string;
}

export interface DeadLetter {
  id: number;
  source: string;
  deliveryId: string;
  topic: string;
  receivedAt: Date;
  attempts: number;
  error: string;
}

export interface InboxState {
  source: string;
  waiting: number;
  dead: number;
  /** Of what waits, the one that has waited longest. */
  oldestWaiting?: Date;
  lastReceived?: Date;
}

/** Keeps deliveries until they are processed, and for a while after. */
export interface InboxStore {
  /** Commits deliveries; tells of each whether it is new or was there. All or none are kept where it throws. */
  insert(deliveries: NewDelivery[]): Promise<('accepted' | 'duplicate')[]>;
  /** Takes up to `limit` deliveries that are due, in the order in which they came, so that no other replica does. */
  claim(options: {
    limit: number;
    owner: string;
    leaseSeconds: number;
  }): Promise<LeasedDelivery[]>;
  /**
   * Marks deliveries done, inside the transaction that keeps their facts.
   *
   * @throws ConflictError where a lease was lost: the work must not be kept
   */
  complete(
    transaction: Knex.Transaction,
    deliveries: LeasedDelivery[],
  ): Promise<void>;
  /** Puts a delivery back for later, or aside as dead after its last attempt. */
  fail(
    delivery: LeasedDelivery,
    failure: { error: string; retryInSeconds?: number },
  ): Promise<void>;
  /** Of some sources, and of others that have left something behind. */
  state(sources: string[]): Promise<InboxState[]>;
  deadLetters(options: {
    source?: string;
    limit: number;
    after?: number;
  }): Promise<DeadLetter[]>;
  /** Makes dead letters wait again with all their attempts; returns how many. */
  replay(filter: { ids?: number[]; source?: string }): Promise<number>;
  /** Deletes what ended longer ago than the retention says; returns how many. */
  prune(retention: {
    doneSeconds: number;
    deadSeconds: number;
  }): Promise<number>;
}
