import { ForgeDatabase } from '../../forge/ForgeDatabase';
import { Run } from './model';

interface RunRow {
  id: number;
  repository_id: number;
  workflow_id: number;
  run_number: number;
  attempt: number;
  event: Run['event'];
  ref: string;
  head_sha: string;
  title: string;
  actor: string;
  triggering_actor: string;
  status: Run['status'];
  conclusion: Run['conclusion'];
  source: string;
  payload: string;
  inputs: string;
  concurrency: string | null;
  cancel_requested: number;
  message: string | null;
  created_at: string;
  started_at: string;
  updated_at: string;
}

/** What a list of runs can be asked for. */
export interface RunFilter {
  repositoryId: number;
  workflowId?: number;
  headSha?: string;
  event?: string;
  /** Branch or tag, without `refs/…/`. */
  branch?: string;
  /** A status or a conclusion, as in GitHub's API. */
  status?: string;
  actor?: string;
  limit: number;
  offset: number;
}

function toRun(row: RunRow): Run {
  return {
    id: row.id,
    repositoryId: row.repository_id,
    workflowId: row.workflow_id,
    runNumber: row.run_number,
    attempt: row.attempt,
    event: row.event,
    ref: row.ref,
    headSha: row.head_sha,
    title: row.title,
    actor: row.actor,
    triggeringActor: row.triggering_actor,
    status: row.status,
    conclusion: row.conclusion,
    source: row.source,
    payload: JSON.parse(row.payload),
    inputs: JSON.parse(row.inputs),
    concurrency: row.concurrency ? JSON.parse(row.concurrency) : null,
    cancelRequested: row.cancel_requested === 1,
    message: row.message,
    createdAt: row.created_at,
    startedAt: row.started_at,
    updatedAt: row.updated_at,
  };
}

const FILTER = `repository_id = @repositoryId
  AND (@workflowId IS NULL OR workflow_id = @workflowId)
  AND (@headSha IS NULL OR head_sha = @headSha)
  AND (@event IS NULL OR event = @event)
  AND (@branch IS NULL OR ref IN ('refs/heads/' || @branch, 'refs/tags/' || @branch)
    OR payload ->> '$.pull_request.head.ref' = @branch)
  AND (@status IS NULL OR status = @status OR conclusion = @status)
  AND (@actor IS NULL OR actor = @actor)`;

export class RunStore {
  readonly #database: ForgeDatabase;

  constructor(database: ForgeDatabase) {
    this.#database = database;
  }

  insert(run: Omit<Run, 'id' | 'createdAt' | 'startedAt' | 'updatedAt'>): Run {
    const now = new Date().toISOString();
    const { id } = this.#database.run(
      `INSERT INTO runs (repository_id, workflow_id, run_number, attempt, event, ref, head_sha, title, actor,
         triggering_actor, status, conclusion, source, payload, inputs, concurrency, cancel_requested, message,
         created_at, started_at, updated_at)
       VALUES (@repositoryId, @workflowId, @runNumber, @attempt, @event, @ref, @headSha, @title, @actor,
         @triggeringActor, @status, @conclusion, @source, @payload, @inputs, @concurrency, @cancelRequested, @message,
         @now, @now, @now)`,
      {
        ...run,
        payload: JSON.stringify(run.payload),
        inputs: JSON.stringify(run.inputs),
        concurrency: run.concurrency && JSON.stringify(run.concurrency),
        cancelRequested: run.cancelRequested ? 1 : 0,
        now,
      },
    );
    return this.#require(id);
  }

  find(id: number): Run | undefined {
    const row = this.#database.get<RunRow>('SELECT * FROM runs WHERE id = ?', [
      id,
    ]);
    return row && toRun(row);
  }

  /** Changes what moves in the course of a run. */
  update(
    id: number,
    changes: Partial<
      Pick<
        Run,
        | 'status'
        | 'conclusion'
        | 'attempt'
        | 'triggeringActor'
        | 'startedAt'
        | 'cancelRequested'
        | 'message'
      >
    >,
  ): Run {
    const next = { ...this.#require(id), ...changes };
    this.#database.run(
      `UPDATE runs SET status = @status, conclusion = @conclusion, attempt = @attempt,
         triggering_actor = @triggeringActor, started_at = @startedAt, cancel_requested = @cancelRequested,
         message = @message, updated_at = @now WHERE id = @id`,
      {
        id,
        status: next.status,
        conclusion: next.conclusion,
        attempt: next.attempt,
        triggeringActor: next.triggeringActor,
        startedAt: next.startedAt,
        cancelRequested: next.cancelRequested ? 1 : 0,
        message: next.message,
        now: new Date().toISOString(),
      },
    );
    return this.#require(id);
  }

  /** Stores what is known of a run once its workflow is read. */
  describe(id: number, facts: Pick<Run, 'title' | 'concurrency'>): Run {
    this.#database.run(
      'UPDATE runs SET title = @title, concurrency = @concurrency WHERE id = @id',
      {
        id,
        title: facts.title,
        concurrency: facts.concurrency && JSON.stringify(facts.concurrency),
      },
    );
    return this.#require(id);
  }

  /** Forgets a run with its jobs. */
  delete(id: number): void {
    this.#database.run('DELETE FROM runs WHERE id = ?', [id]);
  }

  /** Runs that have not ended, of one repository or of all, the oldest first. */
  open(repositoryId?: number): Run[] {
    return this.#database
      .all<RunRow>(
        `SELECT * FROM runs WHERE status <> 'completed' AND (@repositoryId IS NULL OR repository_id = @repositoryId)
         ORDER BY id`,
        { repositoryId: repositoryId ?? null },
      )
      .map(toRun);
  }

  /** The numbers of all runs of a repository. */
  ids(repositoryId: number): number[] {
    return this.#database
      .all<{
        id: number;
      }>('SELECT id FROM runs WHERE repository_id = ?', [repositoryId])
      .map(({ id }) => id);
  }

  /** One page of a repository's runs, the newest first. */
  list(filter: RunFilter): { total: number; runs: Run[] } {
    const parameters = {
      repositoryId: filter.repositoryId,
      workflowId: filter.workflowId ?? null,
      headSha: filter.headSha ?? null,
      event: filter.event ?? null,
      branch: filter.branch ?? null,
      status: filter.status ?? null,
      actor: filter.actor ?? null,
    };
    const count = this.#database.get<{ total: number }>(
      `SELECT count(*) AS total FROM runs WHERE ${FILTER}`,
      parameters,
    );
    const rows = this.#database.all<RunRow>(
      `SELECT * FROM runs WHERE ${FILTER} ORDER BY id DESC LIMIT @limit OFFSET @offset`,
      { ...parameters, limit: filter.limit, offset: filter.offset },
    );
    return { total: count?.total ?? 0, runs: rows.map(toRun) };
  }

  #require(id: number): Run {
    const run = this.find(id);
    if (!run) {
      throw new Error(`There is no run ${id}`);
    }
    return run;
  }
}
