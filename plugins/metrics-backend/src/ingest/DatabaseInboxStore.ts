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
const MOST_BYTES_CLAIMED = 32 * 1024 * 1024;
/** A sender is told to come again where a commit takes longer. */
const COMMIT_MILLISECONDS = 10_000;

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
        .returning(['source', 'delivery_id'])
        .timeout(COMMIT_MILLISECONDS);
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
    const due = free(
      this.#knex(TABLE).select(
        'id',
        'due_at',
        this.#knex.raw('length(body) as size'),
      ),
    )
      .orderBy(['due_at', 'id'])
      .limit(options.limit);
    if (isPostgres(this.#knex)) due.forUpdate().skipLocked();
    // The first one always, and then as many as fit: bodies are held in memory, and may be large.
    const fitting = this.#knex
      .select('id')
      .from(
        this.#knex
          .select(
            'id',
            'size',
            this.#knex.raw(
              'sum(size) over (order by due_at, id) as size_so_far',
            ),
          )
          .from(due.as('due'))
          .as('measured'),
      )
      .whereRaw('size_so_far = size or size_so_far <= ?', [MOST_BYTES_CLAIMED]);
    const rows: InboxRow[] = await this.#knex(TABLE)
      .whereIn('id', fitting)
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

  async state(sources: string[]): Promise<InboxState[]> {
    const [ended, last] = await Promise.all([
      this.#knex(TABLE)
        .whereIn('state', ['waiting', 'dead'])
        .groupBy('source', 'state')
        .select('source', 'state')
        .count('* as n')
        .min('received_at as oldest'),
      Promise.all(
        sources.map(source =>
          this.#knex(TABLE).where({ source }).max('received_at as at').first(),
        ),
      ),
    ]);
    const states = new Map<string, InboxState>(
      sources.map((source, index) => [
        source,
        {
          ...{ source, waiting: 0, dead: 0 },
          ...(last[index]?.at && {
            lastReceived: new Date(Number(last[index].at)),
          }),
        },
      ]),
    );
    for (const row of ended as Record<string, any>[]) {
      const state: InboxState = states.get(row.source) ?? {
        ...{ source: row.source, waiting: 0, dead: 0 },
      };
      states.set(row.source, state);
      state[row.state as 'waiting' | 'dead'] = Number(row.n);
      if (row.state === 'waiting')
        state.oldestWaiting = new Date(Number(row.oldest));
    }
    return [...states.values()].sort((a, b) => (a.source < b.source ? -1 : 1));
  }

  async deadLetters(options: {
    source?: string;
    limit: number;
    after?: number;
  }): Promise<DeadLetter[]> {
    const query = this.#knex(TABLE)
      .select(
        ...['id', 'source', 'delivery_id', 'topic', 'received_at'],
        ...['attempts', 'last_error'],
      )
      .where('state', 'dead')
      .orderBy('id')
      .limit(options.limit);
    if (options.source) query.where('source', options.source);
    if (options.after) query.where('id', '>', options.after);
    const rows: Omit<InboxRow, 'headers' | 'body'>[] = await query;
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
