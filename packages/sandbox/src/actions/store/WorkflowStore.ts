import { ForgeDatabase } from '../../forge/ForgeDatabase';
import { PushEvent } from '../../forge/ForgeEvents';
import { WorkflowRecord } from './model';

interface WorkflowRow {
  id: number;
  repository_id: number;
  path: string;
  name: string;
  state: 'active' | 'deleted';
  created_at: string;
  updated_at: string;
}

/** What of a push is kept until its workflows are started. */
export type StoredPush = Omit<PushEvent, 'repository' | 'pusher'> & {
  id: number;
  repositoryId: number;
  pusher: string;
};

/** A pull request that was opened or got new commits, until its workflows are started. */
export interface StoredPull {
  id: number;
  repositoryId: number;
  pull: { number: number; action: string; headSha: string; sender: string };
}

function toWorkflow(row: WorkflowRow): WorkflowRecord {
  return {
    id: row.id,
    repositoryId: row.repository_id,
    path: row.path,
    name: row.name,
    state: row.state,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** The workflows that each repository has had, and the pushes that still have to start some. */
export class WorkflowStore {
  readonly #database: ForgeDatabase;

  constructor(database: ForgeDatabase) {
    this.#database = database;
  }

  /** Stores what a workflow file is called; keeps its id. */
  save(repositoryId: number, path: string, name: string): WorkflowRecord {
    const now = new Date().toISOString();
    this.#database.run(
      `INSERT INTO workflows (repository_id, path, name, state, created_at, updated_at)
       VALUES (@repositoryId, @path, @name, 'active', @now, @now)
       ON CONFLICT (repository_id, path) DO UPDATE SET name = @name, state = 'active', updated_at = @now
       WHERE name <> @name OR state <> 'active'`,
      { repositoryId, path, name, now },
    );
    return this.#require(repositoryId, path);
  }

  /** Marks the workflows whose file the default branch has no longer. */
  retain(repositoryId: number, paths: string[]): void {
    this.#database.run(
      `UPDATE workflows SET state = 'deleted', updated_at = @now
       WHERE repository_id = @repositoryId AND state = 'active'
         AND path NOT IN (SELECT value FROM json_each(@paths))`,
      {
        repositoryId,
        paths: JSON.stringify(paths),
        now: new Date().toISOString(),
      },
    );
  }

  list(repositoryId: number): WorkflowRecord[] {
    return this.#database
      .all<WorkflowRow>(
        `SELECT * FROM workflows WHERE repository_id = ? AND state = 'active' ORDER BY id`,
        [repositoryId],
      )
      .map(toWorkflow);
  }

  get(id: number): WorkflowRecord | undefined {
    const row = this.#database.get<WorkflowRow>(
      'SELECT * FROM workflows WHERE id = ?',
      [id],
    );
    return row && toWorkflow(row);
  }

  /** By number, or by the name of its file as GitHub's API takes it. */
  find(repositoryId: number, idOrFile: string): WorkflowRecord | undefined {
    const row = this.#database.get<WorkflowRow>(
      `SELECT * FROM workflows WHERE repository_id = @repositoryId AND state = 'active'
       AND (path = '.github/workflows/' || @key OR path = @key OR CAST(id AS TEXT) = @key)`,
      { repositoryId, key: idOrFile },
    );
    return row && toWorkflow(row);
  }

  /** The number of the workflow's next run. */
  nextRunNumber(id: number): number {
    this.#database.run(
      'UPDATE workflows SET last_run_number = last_run_number + 1 WHERE id = ?',
      [id],
    );
    const row = this.#database.get<{ last_run_number: number }>(
      'SELECT last_run_number FROM workflows WHERE id = ?',
      [id],
    );
    return row?.last_run_number ?? 1;
  }

  /** Keeps a push until its workflows are started. */
  addPush(event: PushEvent): void {
    const { repository, pusher, ...rest } = event;
    this.#database.run(
      'INSERT INTO workflow_pushes (repository_id, event) VALUES (?, ?)',
      [repository.id, JSON.stringify({ ...rest, pusher: pusher.login })],
    );
  }

  /** Keeps what happened to a pull request until its workflows are started. */
  addPull(repositoryId: number, pull: StoredPull['pull']): void {
    this.#database.run(
      'INSERT INTO workflow_pushes (repository_id, event) VALUES (?, ?)',
      [repositoryId, JSON.stringify({ pull })],
    );
  }

  /** Both kinds, in the order in which they came. */
  pushes(): Array<StoredPush | StoredPull> {
    return this.#database
      .all<{ id: number; repository_id: number; event: string }>(
        'SELECT * FROM workflow_pushes ORDER BY id',
      )
      .map(row => ({
        ...JSON.parse(row.event),
        id: row.id,
        repositoryId: row.repository_id,
      }));
  }

  deletePush(id: number): void {
    this.#database.run('DELETE FROM workflow_pushes WHERE id = ?', [id]);
  }

  #require(repositoryId: number, path: string): WorkflowRecord {
    const found = this.find(repositoryId, path);
    if (!found) {
      throw new Error(`The workflow ${path} was not stored`);
    }
    return found;
  }
}
