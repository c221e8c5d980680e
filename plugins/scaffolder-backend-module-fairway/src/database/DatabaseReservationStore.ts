import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';
import { isUniqueViolation } from './isUniqueViolation';
import {
  Reservation,
  ReservationStore,
  ReservedName,
} from './ReservationStore';
import { secondsAgo } from './secondsAgo';
import { isOver, TaskRecords } from './TaskRecords';

interface ReservationRow {
  id: string;
  organisation: string;
  name: string;
  created_by: string;
  task_id: string | null;
}

const TABLE = 'fairway_reservations';
// Much longer than the way from a reservation to its task ever takes.
const PENDING_SECONDS = 60;

/** Reservations in the scaffolder's own database. */
export class DatabaseReservationStore implements ReservationStore {
  readonly #knex: Knex;
  readonly #tasks: TaskRecords;

  static create(options: { knex: Knex; tasks: TaskRecords }) {
    return new DatabaseReservationStore(options.knex, options.tasks);
  }

  private constructor(knex: Knex, tasks: TaskRecords) {
    this.#knex = knex;
    this.#tasks = tasks;
  }

  async find(name: ReservedName): Promise<Reservation | undefined> {
    const row = await this.#knex<ReservationRow>(TABLE)
      .where(key(name))
      .first();
    if (!row) {
      return undefined;
    }
    const taskId = row.task_id ?? (await this.#lostTask(row));
    return {
      id: row.id,
      organisation: row.organisation,
      name: row.name,
      createdBy: row.created_by,
      taskId,
      pending: !taskId && (await this.#isPending(row.id)),
    };
  }

  async reserve(
    name: ReservedName,
    createdBy: string,
  ): Promise<string | undefined> {
    const id = randomUUID();
    try {
      await this.#knex(TABLE).insert({
        id,
        ...key(name),
        created_by: createdBy,
      });
      return id;
    } catch (error) {
      if (isUniqueViolation(error)) {
        return undefined;
      }
      throw error;
    }
  }

  async takeOver(
    reservation: Reservation,
    holder: { createdBy: string; taskId?: string },
  ): Promise<string | undefined> {
    const id = randomUUID();
    const changed = await this.#knex(TABLE)
      .where({ id: reservation.id })
      .update({
        id,
        created_by: holder.createdBy,
        task_id: holder.taskId ?? null,
        created_at: this.#knex.fn.now(),
      });
    return changed === 1 ? id : undefined;
  }

  async assign(id: string, taskId: string): Promise<void> {
    await this.#knex(TABLE).where({ id }).update({ task_id: taskId });
  }

  async release(id: string): Promise<void> {
    await this.#knex(TABLE).where({ id, task_id: null }).delete();
  }

  /** The process may have died after the task was stored and before it was noted here. */
  async #lostTask(row: ReservationRow): Promise<string | undefined> {
    const task = await this.#tasks.findSince({
      createdBy: row.created_by,
      since: this.#knex(TABLE).select('created_at').where({ id: row.id }),
      matches: candidate =>
        candidate.values.name === row.name && !isOver(candidate),
    });
    return task?.id;
  }

  async #isPending(id: string): Promise<boolean> {
    const row = await this.#knex(TABLE)
      .where({ id })
      .where('created_at', '>', secondsAgo(this.#knex, PENDING_SECONDS))
      .first('id');
    return row !== undefined;
  }
}

function key({ organisation, name }: ReservedName): ReservedName {
  return {
    organisation: organisation.toLowerCase(),
    name: name.toLowerCase(),
  };
}
