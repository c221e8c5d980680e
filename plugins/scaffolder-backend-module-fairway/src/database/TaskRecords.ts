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
 * Reads the scaffolder's `tasks` and their events. The tables are private to the scaffolder: this is the only place that
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

  /** Those of some tasks that somebody has stopped: the scaffolder ends them as failed, and keeps the event. */
  async findStopped(ids: string[]): Promise<Set<string>> {
    const rows = await this.#knex<{ task_id: string; event_type: string }>(
      'task_events',
    )
      .where('event_type', 'cancelled')
      .whereIn('task_id', ids)
      .distinct('task_id');
    return new Set(rows.map(row => row.task_id));
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
