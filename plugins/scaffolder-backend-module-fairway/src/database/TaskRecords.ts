import { Knex } from 'knex';

/** A task as the scaffolder keeps it. */
export interface TaskRecord {
  id: string;
  status: string;
  createdBy?: string;
  templateRef?: string;
  values: Record<string, unknown>;
}

interface TaskRow {
  id: string;
  status: string;
  created_by: string | null;
  spec: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const TERMINAL = ['failed', 'cancelled', 'completed', 'skipped'];

/** Whether a task stays as it is until somebody retries it. */
export function isOver(task: TaskRecord): boolean {
  return TERMINAL.includes(task.status);
}

// Nobody makes more requests than this in the moment between a reservation and its task.
const NEWEST = 50;

/**
 * The scaffolder's `tasks` and their events. The tables are private to the scaffolder: this is the only place that
 * knows them, and the test of the module runs it against the real scaffolder.
 */
export class TaskRecords {
  readonly #knex: Knex;

  static create(knex: Knex): TaskRecords {
    return new TaskRecords(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async get(id: string): Promise<TaskRecord | undefined> {
    // PostgreSQL fails on what is no UUID.
    if (!UUID.test(id)) {
      return undefined;
    }
    const row = await this.#tasks().where({ id }).first();
    return row && toRecord(row);
  }

  /**
   * The task that a request led to whose answer got lost.
   *
   * @param since - the request's own time, by the database's clock.
   */
  async findSince(options: {
    createdBy: string;
    since: Knex.QueryBuilder;
    matches: (task: TaskRecord) => boolean;
  }): Promise<TaskRecord | undefined> {
    const rows = await this.#tasks()
      .where('created_by', options.createdBy)
      .where('created_at', '>=', options.since)
      .orderBy('created_at', 'asc')
      .limit(NEWEST);
    return rows.map(toRecord).find(options.matches);
  }

  /** How often a task was taken up again after its worker was lost or a retry was asked for, from 0. */
  async attempt(id: string): Promise<number> {
    if (!UUID.test(id)) {
      return 0;
    }
    const row = await this.#knex('task_events')
      .where({ task_id: id, event_type: 'recovered' })
      .count({ count: 'id' })
      .first<{ count: number | string }>();
    return Number(row.count);
  }

  /**
   * Gives the tasks that somebody has stopped the status that the scaffolder has for them: its worker ends them as
   * failed, and keeps the event. A retry takes either status up again, and removes the event.
   */
  async markStopped(): Promise<void> {
    const stopped = this.#knex('task_events')
      .select('task_id')
      .where('event_type', 'cancelled');
    await this.#knex<TaskRow>('tasks')
      .where('status', 'failed')
      .whereIn('id', stopped)
      .update({ status: 'cancelled' });
  }

  #tasks() {
    return this.#knex<TaskRow>('tasks').select(
      'id',
      'status',
      'created_by',
      'spec',
    );
  }
}

function toRecord(row: TaskRow): TaskRecord {
  const spec = JSON.parse(row.spec);
  return {
    id: row.id,
    status: row.status,
    createdBy: row.created_by ?? undefined,
    templateRef: spec.templateInfo?.entityRef,
    values: spec.parameters ?? {},
  };
}
