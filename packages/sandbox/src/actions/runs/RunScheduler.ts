import { Forge } from '../../forge/Forge';
import { Job, Run } from '../store/model';
import { JobStore } from '../store/JobStore';
import { RunStore } from '../store/RunStore';
import { parseWorkflow } from '../workflow/parseWorkflow';
import { Workflow } from '../workflow/Workflow';
import { ConcurrencyGroups } from './ConcurrencyGroups';
import { JobFactory } from './JobFactory';
import { readyJobs, runConclusion } from './jobResults';
import { JobExecutor } from './JobExecutor';
import { RunAnnouncer } from './RunAnnouncer';

const CANCELLED = 'The operation was canceled.';

/**
 * Decides what happens next to the runs that have not ended. Everything it needs to
 * know is in the store, so it can be stopped at any point and goes on from there.
 */
export class RunScheduler {
  readonly #forge: Forge;
  readonly #runs: RunStore;
  readonly #jobs: JobStore;
  readonly #factory: JobFactory;
  readonly #executor: JobExecutor;
  readonly #announcer: RunAnnouncer;
  readonly #concurrency: number;
  readonly #workflows = new Map<number, Workflow>();
  #stopped = false;

  constructor(options: {
    forge: Forge;
    runs: RunStore;
    jobs: JobStore;
    factory: JobFactory;
    executor: JobExecutor;
    announcer: RunAnnouncer;
    /** How many jobs run at a time. */
    concurrency: number;
  }) {
    this.#forge = options.forge;
    this.#runs = options.runs;
    this.#jobs = options.jobs;
    this.#factory = options.factory;
    this.#executor = options.executor;
    this.#announcer = options.announcer;
    this.#concurrency = options.concurrency;
  }

  /** Takes every step that can be taken now; called after each change. */
  schedule(): void {
    if (this.#stopped || !this.#forge.database.isOpen) {
      return;
    }
    const due = this.#forge.database.transact(() => this.#advance());
    for (const { run, job } of due) {
      this.#start(run, job);
    }
  }

  /** Cancels a run; jobs that have not begun end at once. */
  cancel(run: Run): void {
    this.#forge.database.transact(() => {
      const marked = this.#runs.update(run.id, { cancelRequested: true });
      for (const job of this.#jobs.list(run.id, run.attempt)) {
        this.#cancelJob(marked, job);
      }
    });
    this.schedule();
  }

  stop(): void {
    this.#stopped = true;
  }

  /** The workflow of a run, as it was when the run was made. */
  workflowOf(run: Run): Workflow {
    const known = this.#workflows.get(run.id);
    if (known) {
      return known;
    }
    const { path } = this.#forge.database.get<{ path: string }>(
      'SELECT path FROM workflows WHERE id = ?',
      [run.workflowId],
    ) ?? { path: '' };
    const workflow = parseWorkflow(path, run.source);
    this.#workflows.set(run.id, workflow);
    return workflow;
  }

  #advance(): Array<{ run: Run; job: Job }> {
    this.#admitRuns();
    for (const run of this.#runs.open()) {
      if (this.#hasBegun(run) || run.cancelRequested) {
        this.#advanceRun(run);
      }
    }
    return this.#dueJobs();
  }

  #hasBegun(run: Run): boolean {
    return (
      run.status === 'in_progress' ||
      this.#jobs.list(run.id, run.attempt).length > 0
    );
  }

  /** Lets runs into their concurrency groups and makes their first jobs. */
  #admitRuns() {
    const groups = this.#groups();
    for (const run of this.#runs.open()) {
      if (!this.#hasBegun(run) && !run.cancelRequested) {
        const claim = groups.claim(run);
        claim.supersedes.forEach(member => this.#supersede(member));
        if (claim.granted) {
          groups.enter(run);
          this.#createReady(this.#runs.update(run.id, { status: 'queued' }));
        } else if (run.status !== 'pending') {
          this.#runs.update(run.id, { status: 'pending' });
        }
      }
    }
  }

  #groups(): ConcurrencyGroups {
    return new ConcurrencyGroups(this.#runs.open(), this.#jobs.open(), run =>
      this.#hasBegun(run),
    );
  }

  #supersede({ run, job }: { run: Run; job?: Job }) {
    if (job) {
      this.#cancelJob(run, job);
      return;
    }
    const marked = this.#runs.update(run.id, { cancelRequested: true });
    for (const own of this.#jobs.list(run.id, run.attempt)) {
      this.#cancelJob(marked, own);
    }
  }

  #createReady(run: Run) {
    const workflow = this.workflowOf(run);
    // A job that is skipped may make others ready at once.
    for (;;) {
      const ready = readyJobs(workflow, this.#jobs.list(run.id, run.attempt));
      if (ready.length === 0) {
        return;
      }
      for (const definition of ready) {
        this.#factory.create(run, workflow, definition);
      }
    }
  }

  #advanceRun(run: Run) {
    this.#stopFailedMatrices(run);
    this.#createReady(run);
    const conclusion = runConclusion(
      this.workflowOf(run),
      this.#jobs.list(run.id, run.attempt),
    );
    if (conclusion) {
      this.#workflows.delete(run.id);
      this.#announcer.run(
        'completed',
        this.#runs.update(run.id, { status: 'completed', conclusion }),
      );
    }
  }

  #stopFailedMatrices(run: Run) {
    const jobs = this.#jobs.list(run.id, run.attempt);
    for (const definition of this.workflowOf(run).jobs) {
      const own = jobs.filter(job => job.key === definition.key);
      const failed = own.some(
        job => job.conclusion === 'failure' && !job.tolerated,
      );
      if (failed && definition.strategy.failFast !== false) {
        own.forEach(job => this.#cancelJob(run, job));
      }
    }
  }

  #cancelJob(run: Run, job: Job) {
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

  /** The jobs to start: the oldest first, as many as there are places, within their limits. */
  #dueJobs(): Array<{ run: Run; job: Job }> {
    const groups = this.#groups();
    const open = this.#jobs.open();
    let places =
      this.#concurrency -
      open.filter(job => job.status === 'in_progress').length;
    const due: Array<{ run: Run; job: Job }> = [];
    for (const job of open.filter(({ status }) => status === 'queued')) {
      const run = this.#runs.find(job.runId);
      if (run && places > 0 && this.#isWithinMaximum(run, job, open)) {
        const claim = groups.claim(run, job);
        claim.supersedes.forEach(member => this.#supersede(member));
        if (claim.granted) {
          groups.enter(run, job);
          places -= 1;
          due.push(this.#begin(run, job));
        }
      }
    }
    return due;
  }

  #isWithinMaximum(run: Run, job: Job, open: Job[]): boolean {
    const definition = this.workflowOf(run).jobs.find(
      ({ key }) => key === job.key,
    );
    const maximum = Number(definition?.strategy.maxParallel ?? Infinity);
    const running = open.filter(
      other =>
        other.runId === run.id &&
        other.key === job.key &&
        this.#jobs.find(other.id)?.status === 'in_progress',
    );
    return !(running.length >= maximum);
  }

  #begin(run: Run, job: Job): { run: Run; job: Job } {
    const started = this.#jobs.update(job.id, {
      status: 'in_progress',
      startedAt: new Date().toISOString(),
    });
    let current = run;
    if (run.status !== 'in_progress') {
      current = this.#runs.update(run.id, { status: 'in_progress' });
      this.#announcer.run('in_progress', current);
    }
    this.#announcer.job('in_progress', current, started);
    return { run: current, job: started };
  }

  #start(run: Run, job: Job) {
    this.#executor.start({
      run,
      job,
      workflow: this.workflowOf(run),
      jobs: this.#jobs.list(run.id, run.attempt),
      onEnd: () => this.schedule(),
    });
  }
}
