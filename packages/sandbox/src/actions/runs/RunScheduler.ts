import { Forge } from '../../forge/Forge';
import { Job, Run } from '../store/model';
import { JobStore } from '../store/JobStore';
import { RunStore } from '../store/RunStore';
import { Cancellation } from './Cancellation';
import { ConcurrencyGroups } from './ConcurrencyGroups';
import { JobExecutor } from './JobExecutor';
import { JobFactory } from './JobFactory';
import { readyJobs, runConclusion } from './jobResults';
import { RunAnnouncer } from './RunAnnouncer';
import { WorkflowCache } from './WorkflowCache';

interface DueJob {
  run: Run;
  job: Job;
}

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
  readonly #cancellation: Cancellation;
  readonly #announcer: RunAnnouncer;
  readonly #workflows: WorkflowCache;
  readonly #concurrency: number;
  #stopped = false;

  constructor(options: {
    forge: Forge;
    runs: RunStore;
    jobs: JobStore;
    factory: JobFactory;
    executor: JobExecutor;
    cancellation: Cancellation;
    announcer: RunAnnouncer;
    workflows: WorkflowCache;
    /** How many jobs run at a time. */
    concurrency: number;
  }) {
    this.#forge = options.forge;
    this.#runs = options.runs;
    this.#jobs = options.jobs;
    this.#factory = options.factory;
    this.#executor = options.executor;
    this.#cancellation = options.cancellation;
    this.#announcer = options.announcer;
    this.#workflows = options.workflows;
    this.#concurrency = options.concurrency;
  }

  /** Takes every step that can be taken now; called after each change. */
  schedule(): void {
    if (this.#stopped || !this.#forge.database.isOpen) {
      return;
    }
    const due = this.#forge.database.transact(() => {
      this.#admitRuns();
      for (const run of this.#runs.open()) {
        if (this.#hasBegun(run) || run.cancelRequested) {
          this.#advance(run);
        }
      }
      return this.#beginJobs();
    });
    for (const { run, job } of due) {
      this.#executor.start({
        run,
        job,
        workflow: this.#workflows.get(run),
        jobs: this.#jobs.list(run.id, run.attempt),
        onEnd: () => this.schedule(),
      });
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  #hasBegun(run: Run): boolean {
    return (
      run.status === 'in_progress' ||
      this.#jobs.list(run.id, run.attempt).length > 0
    );
  }

  #groups(): ConcurrencyGroups {
    return new ConcurrencyGroups(this.#runs.open(), this.#jobs.open(), run =>
      this.#hasBegun(run),
    );
  }

  /** Lets runs into their concurrency groups and makes their first jobs. */
  #admitRuns() {
    const groups = this.#groups();
    for (const run of this.#runs.open()) {
      if (!this.#hasBegun(run) && !run.cancelRequested) {
        const claim = groups.claim(run);
        this.#supersede(claim.supersedes);
        if (claim.granted) {
          groups.enter(run);
          this.#createReady(this.#runs.update(run.id, { status: 'queued' }));
        } else if (run.status !== 'pending') {
          this.#runs.update(run.id, { status: 'pending' });
        }
      }
    }
  }

  #supersede(members: Array<{ run: Run; job?: Job }>) {
    for (const { run, job } of members) {
      if (job) {
        this.#cancellation.cancelJob(run, job);
      } else {
        this.#cancellation.cancelRun(run);
      }
    }
  }

  #createReady(run: Run) {
    const workflow = this.#workflows.get(run);
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

  #advance(run: Run) {
    this.#stopFailedMatrices(run);
    this.#createReady(run);
    const conclusion = runConclusion(
      this.#workflows.get(run),
      this.#jobs.list(run.id, run.attempt),
    );
    if (conclusion) {
      this.#workflows.delete(run);
      this.#announcer.run(
        'completed',
        this.#runs.update(run.id, { status: 'completed', conclusion }),
      );
    }
  }

  #stopFailedMatrices(run: Run) {
    const jobs = this.#jobs.list(run.id, run.attempt);
    for (const { key, strategy } of this.#workflows.get(run).jobs) {
      const own = jobs.filter(job => job.key === key);
      const failed = own.some(
        job => job.conclusion === 'failure' && !job.tolerated,
      );
      if (failed && strategy.failFast !== false) {
        own.forEach(job => this.#cancellation.cancelJob(run, job));
      }
    }
  }

  /** Begins the jobs that can: the oldest first, as many as there are places, within their limits. */
  #beginJobs(): DueJob[] {
    const groups = this.#groups();
    const due: DueJob[] = [];
    for (const { id } of this.#jobs.open()) {
      // Read again: what begins may cancel what comes after it.
      const job = this.#jobs.require(id);
      const run = this.#runs.find(job.runId);
      if (run && job.status === 'queued' && this.#hasPlace(run, job)) {
        const claim = groups.claim(run, job);
        this.#supersede(claim.supersedes);
        if (claim.granted) {
          groups.enter(run, job);
          due.push(this.#begin(run, job));
        }
      }
    }
    return due;
  }

  #hasPlace(run: Run, job: Job): boolean {
    const running = this.#jobs
      .open()
      .filter(({ status }) => status === 'in_progress');
    const definition = this.#workflows
      .get(run)
      .jobs.find(({ key }) => key === job.key);
    const maximum = Number(definition?.strategy.maxParallel ?? Infinity);
    const siblings = running.filter(
      other => other.runId === run.id && other.key === job.key,
    );
    return running.length < this.#concurrency && !(siblings.length >= maximum);
  }

  #begin(run: Run, job: Job): DueJob {
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
}
