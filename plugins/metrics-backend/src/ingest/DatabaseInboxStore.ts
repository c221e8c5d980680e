import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { databaseNow, isPostgres } from '../database/clock';
import type {
  DeadLetter,
  InboxState,
  InboxStore,
  LeasedDelivery,
  NewDelivery,
} from './InboxStore';

const TABLE = 'inbox_delivery';
/** A delivery is tried so often, crashes of the process included, before it is put aside. */
export const ATTEMPTS = 5;

interface InboxRow {
  id: number | string;
  source: string;
  delivery_id: string;
  topic: string;
  received_at: number | string;
  headers: string;
  body: Buffer;
  attempts: number;
  lease_owner: string;
  last_error: string | null;
}

const toLeased = (row: InboxRow): LeasedDelivery => ({
  id: Number(row.id),
  source: row.source,
  deliveryId: row.delivery_id,
  topic: row.topic,
  headers: JSON.parse(row.headers),
  body: row.body,
  receivedAt: new Date(Number(row.received_at)),
  attempts: row.attempts,
  leaseOwner: row.lease_owner,
});

/** The inbox in the plugin's database, SQLite or PostgreSQL. */
export class DatabaseInboxStore implements InboxStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): InboxStore {
    return new DatabaseInboxStore(options.knex);
  }

  async insert(
    deliveries: NewDelivery[],
  ): Promise<('accepted' | 'duplicate')[]> {
    const now = databaseNow(this.#knex);
    const inserted: { source: string; delivery_id: string }[] =
      await this.#knex(TABLE)
        .insert(
          deliveries.map(({ source, deliveryId, topic, headers, body }) => ({
            source,
            delivery_id: deliveryId,
            topic,
            headers: JSON.stringify(headers),
            body,
            state: 'waiting',
            received_at: now,
            due_at: now,
          })),
        )
        .onConflict(['source', 'delivery_id'])
        .ignore()
        .returning(['source', 'delivery_id']);
    const fresh = new Set(
      inserted.map(row => `${row.source} ${row.delivery_id}`),
    );
    // Of two with one id in the same batch the first is the new one.
    return deliveries.map(({ source, deliveryId }) =>
      fresh.delete(`${source} ${deliveryId}`) ? 'accepted' : 'duplicate',
    );
  }

  async claim(options: {
    limit: number;
    owner: string;
    leaseSeconds: number;
  }): Promise<LeasedDelivery[]> {
    const now = databaseNow(this.#knex);
    const free = (query: Knex.QueryBuilder) =>
      query
        .where('state', 'waiting')
        .where('due_at', '<=', now)
        .where(lease =>
          lease.whereNull('leased_until').orWhere('leased_until', '<', now),
        );
    // A delivery that ends its process each time never reaches `fail`.
    await free(this.#knex(TABLE).where('attempts', '>=', ATTEMPTS)).update({
      state: 'dead',
      last_error: this.#knex.raw(
        `coalesce(last_error, 'The process ended during each attempt.')`,
      ),
      processed_at: now,
    });
    const due = free(this.#knex(TABLE).select('id'))
      .orderBy(['due_at', 'id'])
      .limit(options.limit);
    if (isPostgres(this.#knex)) due.forUpdate().skipLocked();
    const rows: InboxRow[] = await this.#knex(TABLE)
      .whereIn('id', due)
      .update({
        attempts: this.#knex.raw('attempts + 1'),
        lease_owner: options.owner,
        leased_until: this.#knex.raw('? + ?', [
          now,
          options.leaseSeconds * 1000,
        ]),
      })
      .returning('*');
    return rows.map(toLeased).sort((a, b) => a.id - b.id);
  }

  async complete(
    transaction: Knex.Transaction,
    deliveries: LeasedDelivery[],
  ): Promise<void> {
    const owner = deliveries[0].leaseOwner;
    const completed = await transaction(TABLE)
      .whereIn(
        'id',
        deliveries.map(({ id }) => id),
      )
      .where({ state: 'waiting', lease_owner: owner })
      .update({
        state: 'done',
        processed_at: databaseNow(this.#knex),
        leased_until: null,
        last_error: null,
      });
    if (completed !== deliveries.length)
      throw new ConflictError(
        'The lease of a delivery was lost to another worker',
      );
  }

  async fail(
    delivery: LeasedDelivery,
    failure: { error: string; retryInSeconds?: number },
  ) {
    const now = databaseNow(this.#knex);
    await this.#knex(TABLE)
      .where({
        id: delivery.id,
        state: 'waiting',
        lease_owner: delivery.leaseOwner,
      })
      .update({
        last_error: failure.error.slice(0, 2000),
        leased_until: null,
        ...(failure.retryInSeconds === undefined
          ? { state: 'dead', processed_at: now }
          : {
              due_at: this.#knex.raw('? + ?', [
                now,
                Math.round(failure.retryInSeconds * 1000),
              ]),
            }),
      });
  }

  async state(): Promise<InboxState[]> {
    const rows = await this.#knex(TABLE)
      .select('source')
      .max('received_at as last')
      .select(
        this.#knex.raw(
          `sum(case when state = 'waiting' then 1 else 0 end) as waiting`,
        ),
        this.#knex.raw(
          `sum(case when state = 'dead' then 1 else 0 end) as dead`,
        ),
        this.#knex.raw(
          `min(case when state = 'waiting' then received_at end) as oldest`,
        ),
      )
      .groupBy('source')
      .orderBy('source');
    return rows.map((row: Record<string, any>) => ({
      source: row.source,
      waiting: Number(row.waiting),
      dead: Number(row.dead),
      ...(row.oldest && { oldestWaiting: new Date(Number(row.oldest)) }),
      ...(row.last && { lastReceived: new Date(Number(row.last)) }),
    }));
  }

  async deadLetters(options: {
    source?: string;
    limit: number;
    after?: number;
  }): Promise<DeadLetter[]> {
    const query = this.#knex<InboxRow>(TABLE)
      .where('state', 'dead')
      .orderBy('id')
      .limit(options.limit);
    if (options.source) query.where('source', options.source);
    if (options.after) query.where('id', '>', options.after);
    const rows: InboxRow[] = await query;
    return rows.map(row => ({
      id: Number(row.id),
      source: row.source,
      deliveryId: row.delivery_id,
      topic: row.topic,
      receivedAt: new Date(Number(row.received_at)),
      attempts: row.attempts,
      error: row.last_error ?? '',
    }));
  }

  async replay(filter: { ids?: number[]; source?: string }): Promise<number> {
    const query = this.#knex(TABLE).where('state', 'dead');
    if (filter.ids) query.whereIn('id', filter.ids);
    if (filter.source) query.where('source', filter.source);
    return query.update({
      state: 'waiting',
      attempts: 0,
      due_at: databaseNow(this.#knex),
      leased_until: null,
      processed_at: null,
    });
  }

  async prune(retention: {
    doneSeconds: number;
    deadSeconds: number;
  }): Promise<number> {
    const now = databaseNow(this.#knex);
    const older = (state: string, seconds: number) =>
      this.#knex(TABLE)
        .where('state', state)
        .where(
          'processed_at',
          '<',
          this.#knex.raw('? - ?', [now, seconds * 1000]),
        )
        .delete();
    return (
      (await older('done', retention.doneSeconds)) +
      (await older('dead', retention.deadSeconds))
    );
  }
}
