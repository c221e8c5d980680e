import { Knex } from 'knex';
import { isDeepStrictEqual } from 'node:util';
import {
  IdempotencyStore,
  KeyedRequest,
  KnownRequest,
} from './IdempotencyStore';
import { isUniqueViolation } from './isUniqueViolation';
import { secondsAgo } from './secondsAgo';
import { TaskRecords } from './TaskRecords';

interface IdempotencyRow {
  created_by: string;
  key: string;
  body_hash: string;
  task_id: string | null;
}

const TABLE = 'fairway_idempotency';
const PENDING_SECONDS = 60;

/** Idempotency keys in the scaffolder's own database. */
export class DatabaseIdempotencyStore implements IdempotencyStore {
  readonly #knex: Knex;

  readonly #tasks: TaskRecords;

  static create(options: { knex: Knex; tasks: TaskRecords }) {
    return new DatabaseIdempotencyStore(options.knex, options.tasks);
  }

  private constructor(knex: Knex, tasks: TaskRecords) {
    this.#knex = knex;
    this.#tasks = tasks;
  }

  async begin(request: KeyedRequest): Promise<KnownRequest | undefined> {
    const { createdBy, key, bodyHash } = request;
    for (;;) {
      try {
        await this.#knex(TABLE).insert({
          created_by: createdBy,
          key,
          body_hash: bodyHash,
        });
        return undefined;
      } catch (error) {
        if (!isUniqueViolation(error)) {
          throw error;
        }
      }
      const known = await this.#find(request);
      if (known) {
        return known;
      }
    }
  }

  async finish(request: KeyedRequest, taskId: string): Promise<void> {
    await this.#row(request).update({ task_id: taskId });
  }

  async abandon(request: KeyedRequest): Promise<void> {
    await this.#row(request).where({ task_id: null }).delete();
  }

  async #find(request: KeyedRequest): Promise<KnownRequest | undefined> {
    const row = await this.#row(request).first();
    if (!row) {
      return undefined;
    }
    const taskId = row.task_id ?? (await this.#lostTask(request));
    if (!taskId && (await this.#forgetIfStale(request))) {
      return undefined;
    }
    return { bodyHash: row.body_hash, taskId };
  }

  /** The process may have died after the task was stored and before it was noted here. */
  async #lostTask(request: KeyedRequest): Promise<string | undefined> {
    const task = await this.#tasks.findSince({
      createdBy: request.createdBy,
      since: this.#row(request).select('created_at'),
      matches: candidate =>
        candidate.templateRef === request.templateRef &&
        isDeepStrictEqual(candidate.values, request.values),
    });
    return task?.id;
  }

  async #forgetIfStale(request: KeyedRequest): Promise<boolean> {
    const deleted = await this.#row(request)
      .where({ task_id: null })
      .where('created_at', '<=', secondsAgo(this.#knex, PENDING_SECONDS))
      .delete();
    return deleted > 0;
  }

  #row({ createdBy, key }: KeyedRequest) {
    return this.#knex<IdempotencyRow>(TABLE).where({
      created_by: createdBy,
      key,
    });
  }
}
