import { ForgeDatabase } from '../../forge/ForgeDatabase';
import { Job } from './model';

interface JobRow {
  id: number;
  run_id: number;
  attempt: number;
  key: string;
  name: string;
  matrix: string;
  matrix_index: number;
  matrix_total: number;
  status: Job['status'];
  conclusion: Job['conclusion'];
  tolerated: number;
  labels: string;
  concurrency: string | null;
  environment: string | null;
  steps: string;
  outputs: string;
  annotations: string;
  summary: string;
  processes: string;
  created_at: string;
  started_at: string | null;
  completed_at: string | null;
}

/** What is known of a job when it is created. */
export type NewJob = Pick<
  Job,
  | 'runId'
  | 'attempt'
  | 'key'
  | 'name'
  | 'matrix'
  | 'matrixIndex'
  | 'matrixTotal'
  | 'labels'
  | 'concurrency'
> &
  Partial<Job>;

function toJob(row: JobRow): Job {
  return {
    id: row.id,
    runId: row.run_id,
    attempt: row.attempt,
    key: row.key,
    name: row.name,
    matrix: JSON.parse(row.matrix),
    matrixIndex: row.matrix_index,
    matrixTotal: row.matrix_total,
    status: row.status,
    conclusion: row.conclusion,
    tolerated: row.tolerated === 1,
    labels: JSON.parse(row.labels),
    concurrency: row.concurrency ? JSON.parse(row.concurrency) : null,
    environment: row.environment,
    steps: JSON.parse(row.steps),
    outputs: JSON.parse(row.outputs),
    annotations: JSON.parse(row.annotations),
    summary: row.summary,
    processes: JSON.parse(row.processes),
    createdAt: row.created_at,
    startedAt: row.started_at,
    completedAt: row.completed_at,
  };
}

function toParameters(job: Omit<Job, 'id'>) {
  return {
    ...job,
    matrix: JSON.stringify(job.matrix),
    tolerated: job.tolerated ? 1 : 0,
    labels: JSON.stringify(job.labels),
    concurrency: job.concurrency && JSON.stringify(job.concurrency),
    steps: JSON.stringify(job.steps),
    outputs: JSON.stringify(job.outputs),
    annotations: JSON.stringify(job.annotations),
    processes: JSON.stringify(job.processes),
  };
}

export class JobStore {
  readonly #database: ForgeDatabase;

  constructor(database: ForgeDatabase) {
    this.#database = database;
  }

  insert(job: NewJob): Job {
    const { id } = this.#database.run(
      `INSERT INTO jobs (run_id, attempt, key, name, matrix, matrix_index, matrix_total, status, conclusion, tolerated,
         labels, concurrency, environment, steps, outputs, annotations, summary, processes, created_at, started_at, completed_at)
       VALUES (@runId, @attempt, @key, @name, @matrix, @matrixIndex, @matrixTotal, @status, @conclusion, @tolerated,
         @labels, @concurrency, @environment, @steps, @outputs, @annotations, @summary, @processes, @createdAt, @startedAt,
         @completedAt)`,
      toParameters({
        status: 'queued',
        conclusion: null,
        tolerated: false,
        environment: null,
        steps: [],
        outputs: {},
        annotations: [],
        summary: '',
        processes: [],
        createdAt: new Date().toISOString(),
        startedAt: null,
        completedAt: null,
        ...job,
      }),
    );
    return this.require(id);
  }

  find(id: number): Job | undefined {
    const row = this.#database.get<JobRow>('SELECT * FROM jobs WHERE id = ?', [
      id,
    ]);
    return row && toJob(row);
  }

  /** For a job that is known to be there. */
  require(id: number): Job {
    const job = this.find(id);
    if (!job) {
      throw new Error(`There is no job ${id}`);
    }
    return job;
  }

  update(
    id: number,
    changes: Partial<Omit<Job, 'id' | 'runId' | 'attempt' | 'key'>>,
  ): Job {
    this.#database.run(
      `UPDATE jobs SET name = @name, status = @status, conclusion = @conclusion, tolerated = @tolerated,
         steps = @steps, outputs = @outputs, annotations = @annotations, summary = @summary, processes = @processes,
         started_at = @startedAt, completed_at = @completedAt WHERE id = @id`,
      { ...toParameters({ ...this.require(id), ...changes }), id },
    );
    return this.require(id);
  }

  /** The jobs of one attempt, in the order they were made. */
  list(runId: number, attempt: number): Job[] {
    return this.#database
      .all<JobRow>(
        'SELECT * FROM jobs WHERE run_id = ? AND attempt = ? ORDER BY id',
        [runId, attempt],
      )
      .map(toJob);
  }

  /** The jobs of every attempt, the newest attempt first. */
  listAll(runId: number): Job[] {
    return this.#database
      .all<JobRow>(
        'SELECT * FROM jobs WHERE run_id = ? ORDER BY attempt DESC, id',
        [runId],
      )
      .map(toJob);
  }

  /** Every job that has not ended, the oldest first. */
  open(): Job[] {
    return this.#database
      .all<JobRow>(`SELECT * FROM jobs WHERE status <> 'completed' ORDER BY id`)
      .map(toJob);
  }
}
