import { randomUUID } from 'node:crypto';
import { DeliveryQueue, DeliveryRow } from './DeliveryQueue';
import { ForgeDatabase } from './ForgeDatabase';
import { HookRow, toHook } from './HookRow';

/** A webhook of an organisation or of one repository. */
export interface Hook {
  id: number;
  organisation: string | null;
  repositoryId: number | null;
  url: string;
  contentType: 'json' | 'form';
  secret: string | null;
  events: string[];
  active: boolean;
  createdAt: string;
  updatedAt: string;
}

export interface HookOptions {
  organisation?: string;
  repositoryId?: number;
  url: string;
  contentType?: 'json' | 'form';
  secret?: string | null;
  events: string[];
  active?: boolean;
}

export interface EmitOptions {
  /** Logins and ids decide which hooks hear it. */
  organisation?: string;
  repositoryId?: number;
  event: string;
  action?: string;
  payload: Record<string, unknown>;
}

/** Stores hooks and what they are to be told; the {@link DeliveryQueue} tells them. */
export class Webhooks {
  readonly #database: ForgeDatabase;
  readonly #queue: DeliveryQueue;

  constructor(database: ForgeDatabase, queue: DeliveryQueue) {
    this.#database = database;
    this.#queue = queue;
  }

  create(options: HookOptions): Hook {
    const now = new Date().toISOString();
    const { id } = this.#database.run(
      `INSERT INTO hooks (organisation, repository_id, url, content_type, secret, events, active, created_at, updated_at)
       VALUES (@organisation, @repositoryId, @url, @contentType, @secret, @events, @active, @now, @now)`,
      {
        organisation: options.organisation ?? null,
        repositoryId: options.repositoryId ?? null,
        url: options.url,
        contentType: options.contentType ?? 'form',
        secret: options.secret ?? null,
        events: JSON.stringify(options.events),
        active: options.active === false ? 0 : 1,
        now,
      },
    );
    return this.find(id)!;
  }

  update(id: number, changes: Partial<HookOptions>): Hook {
    const current = this.find(id)!;
    this.#database.run(
      `UPDATE hooks SET url = @url, content_type = @contentType, secret = @secret, events = @events,
         active = @active, updated_at = @now WHERE id = @id`,
      {
        id,
        url: changes.url ?? current.url,
        contentType: changes.contentType ?? current.contentType,
        secret: changes.secret === undefined ? current.secret : changes.secret,
        events: JSON.stringify(changes.events ?? current.events),
        active: (changes.active ?? current.active) ? 1 : 0,
        now: new Date().toISOString(),
      },
    );
    return this.find(id)!;
  }

  delete(id: number): void {
    this.#database.run('DELETE FROM hooks WHERE id = ?', [id]);
  }

  find(id: number): Hook | undefined {
    const row = this.#database.get<HookRow>(
      'SELECT * FROM hooks WHERE id = ?',
      [id],
    );
    return row && toHook(row);
  }

  /** The hooks of one organisation or of one repository. */
  list(of: { organisation: string } | { repositoryId: number }): Hook[] {
    const rows =
      'organisation' in of
        ? this.#database.all<HookRow>(
            'SELECT * FROM hooks WHERE organisation = ? ORDER BY id',
            [of.organisation],
          )
        : this.#database.all<HookRow>(
            'SELECT * FROM hooks WHERE repository_id = ? ORDER BY id',
            [of.repositoryId],
          );
    return rows.map(toHook);
  }

  /**
   * Stores one delivery for every hook that listens; each is sent once the running transaction is committed. As on
   * GitHub a failed delivery is not tried again by itself.
   */
  emit(options: EmitOptions): void {
    const hooks = this.#database
      .all<HookRow>(
        'SELECT * FROM hooks WHERE active = 1 AND (organisation = ? OR repository_id = ?) ORDER BY id',
        [options.organisation ?? null, options.repositoryId ?? null],
      )
      .map(toHook)
      .filter(
        hook =>
          hook.events.includes('*') || hook.events.includes(options.event),
      );
    const payload = JSON.stringify(
      options.action
        ? { action: options.action, ...options.payload }
        : options.payload,
    );
    for (const hook of hooks) {
      this.#store(hook, options, payload);
    }
  }

  /** Tells one hook that it exists, as GitHub does when it is made and when asked to. */
  ping(hook: Hook, payload: Record<string, unknown>): void {
    this.#store(
      hook,
      { event: 'ping', payload, repositoryId: hook.repositoryId ?? undefined },
      JSON.stringify(payload),
    );
  }

  /** Deliveries to one hook, newest first. */
  deliveries(
    hookId: number,
    query: {
      /** Only those with a smaller id. */
      before?: number;
      limit: number;
      status?: 'success' | 'failure';
    },
  ): DeliveryRow[] {
    return this.#database.all<DeliveryRow>(
      `SELECT * FROM hook_deliveries WHERE hook_id = @hookId AND (@before IS NULL OR id < @before)
         AND (@status IS NULL OR (state = 'done' AND (status_code BETWEEN 200 AND 399) = (@status = 'success')))
       ORDER BY id DESC LIMIT @limit`,
      {
        hookId,
        before: query.before ?? null,
        status: query.status ?? null,
        limit: query.limit,
      },
    );
  }

  delivery(hookId: number, id: number): DeliveryRow | undefined {
    return this.#database.get<DeliveryRow>(
      'SELECT * FROM hook_deliveries WHERE hook_id = ? AND id = ?',
      [hookId, id],
    );
  }

  /** Sends the same payload under the same delivery id once more. */
  redeliver(deliveryId: number): void {
    this.#database.transact(() => {
      this.#database.run(
        `INSERT INTO hook_deliveries (hook_id, guid, event, action, repository_id, redelivery, state, created_at, payload)
         SELECT hook_id, guid, event, action, repository_id, 1, 'waiting', ?, payload FROM hook_deliveries WHERE id = ?`,
        [new Date().toISOString(), deliveryId],
      );
      this.#database.afterCommit(() => this.#queue.wake());
    });
  }

  #store(hook: Hook, options: EmitOptions, payload: string) {
    this.#database.transact(() => {
      this.#database.run(
        `INSERT INTO hook_deliveries (hook_id, guid, event, action, repository_id, redelivery, state, created_at, payload)
         VALUES (@hookId, @guid, @event, @action, @repositoryId, 0, 'waiting', @now, @payload)`,
        {
          hookId: hook.id,
          guid: randomUUID(),
          event: options.event,
          action: options.action ?? null,
          repositoryId: options.repositoryId ?? null,
          now: new Date().toISOString(),
          payload,
        },
      );
      this.#database.afterCommit(() => this.#queue.wake());
    });
  }
}
