import { Job, Run } from '../store/model';
import { JobStore } from '../store/JobStore';
import { RunStore } from '../store/RunStore';
import { JobExecutor } from './JobExecutor';
import { RunAnnouncer } from './RunAnnouncer';

const CANCELLED = 'The operation was canceled.';

/** Cancels runs and jobs. What runs is told to end; what has not begun ends at once. */
export class Cancellation {
  readonly #runs: RunStore;
  readonly #jobs: JobStore;
  readonly #executor: JobExecutor;
  readonly #announcer: RunAnnouncer;

  constructor(options: {
    runs: RunStore;
    jobs: JobStore;
    executor: JobExecutor;
    announcer: RunAnnouncer;
  }) {
    this.#runs = options.runs;
    this.#jobs = options.jobs;
    this.#executor = options.executor;
    this.#announcer = options.announcer;
  }

  cancelRun(run: Run): void {
    const marked = this.#runs.update(run.id, { cancelRequested: true });
    for (const job of this.#jobs.list(run.id, run.attempt)) {
      this.cancelJob(marked, job);
    }
  }

  cancelJob(run: Run, job: Job): void {
    if (job.status === 'in_progress') {
      this.#executor.cancel(job.id, CANCELLED);
    } else if (job.status !== 'completed') {
      const now = new Date().toISOString();
      this.#announcer.job(
        'completed',
        run,
        this.#jobs.update(job.id, {
          status: 'completed',
          conclusion: 'cancelled',
          startedAt: now,
          completedAt: now,
        }),
      );
    }
  }
}
