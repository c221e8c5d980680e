import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { Forge } from '../forge/Forge';
import { Person, Repository } from '../forge/model';
import { JobRunner, logFile } from './runner/JobRunner';
import { RunnerSettings } from './runner/RunnerSettings';
import { JobExecutor } from './runs/JobExecutor';
import { JobFactory } from './runs/JobFactory';
import { PushIntake } from './runs/PushIntake';
import { RunAnnouncer } from './runs/RunAnnouncer';
import { RunFactory } from './runs/RunFactory';
import { recoverRuns } from './runs/RunRecovery';
import { RunScheduler } from './runs/RunScheduler';
import { SecretBox } from './secrets/SecretBox';
import { SecretStore } from './secrets/SecretStore';
import { ArtifactStore } from './store/ArtifactStore';
import { JobStore } from './store/JobStore';
import { Job, Run, WorkflowRecord } from './store/model';
import { RunStore } from './store/RunStore';
import { WorkflowStore } from './store/WorkflowStore';

function settingsFor(forge: Forge): RunnerSettings {
  return {
    url: forge.baseUrl,
    directory: join(forge.stateDir, 'actions'),
    concurrency: 2,
    graceMilliseconds: 5000,
    defaultTimeoutMinutes: 360,
    maximumLogBytes: 16 * 1024 * 1024,
  };
}

/** Everything that belongs to workflows in one sandbox: stores, scheduler, runner. */
export class ActionsService {
  readonly settings: RunnerSettings;
  readonly workflows: WorkflowStore;
  readonly runs: RunStore;
  readonly jobs: JobStore;
  readonly artifacts: ArtifactStore;
  readonly secrets: SecretStore;
  readonly #forge: Forge;
  readonly #announcer: RunAnnouncer;
  #started:
    | {
        box: SecretBox;
        scheduler: RunScheduler;
        executor: JobExecutor;
        factory: RunFactory;
        intake: PushIntake;
      }
    | undefined;

  constructor(forge: Forge) {
    this.#forge = forge;
    this.settings = settingsFor(forge);
    this.workflows = new WorkflowStore(forge.database);
    this.runs = new RunStore(forge.database);
    this.jobs = new JobStore(forge.database);
    this.secrets = new SecretStore(forge.database);
    this.artifacts = new ArtifactStore({
      database: forge.database,
      directory: this.settings.directory,
    });
    this.#announcer = new RunAnnouncer({ forge, workflows: this.workflows });
  }

  /** Takes up what the last life left, then listens for pushes. */
  async start(): Promise<void> {
    const { settings, runs, jobs, secrets, workflows, artifacts } = this;
    const forge = this.#forge;
    const announcer = this.#announcer;
    const box = await SecretBox.open(settings.directory);
    await recoverRuns({ forge, runs, jobs, announcer, settings });
    const executor = new JobExecutor({
      forge,
      jobs,
      secrets,
      box,
      announcer,
      runner: new JobRunner({ settings, artifacts }),
    });
    const scheduler = new RunScheduler({
      forge,
      runs,
      jobs,
      executor,
      announcer,
      factory: new JobFactory({ forge, jobs, secrets, announcer }),
      concurrency: settings.concurrency,
    });
    const factory = new RunFactory({
      forge,
      workflows,
      runs,
      secrets,
      announcer,
    });
    const intake = new PushIntake({
      workflows,
      factory,
      onRuns: () => scheduler.schedule(),
    });
    this.#started = { box, scheduler, executor, factory, intake };
    forge.events.on('push', event => {
      workflows.addPush(event);
      forge.database.afterCommit(() => {
        void intake.drain();
      });
    });
    void intake.drain();
    scheduler.schedule();
  }

  async stop(): Promise<void> {
    const { scheduler, executor, intake } = this.#running;
    scheduler.stop();
    await intake.stop();
    await executor.stop();
  }

  /** The key pair for secrets. */
  get box(): SecretBox {
    return this.#running.box;
  }

  /** Resolves when every push so far has its runs, and its workflows are known. */
  async settlePushes(): Promise<void> {
    await this.#running.intake.drain();
  }

  /** Starts a workflow by hand; see {@link RunFactory.dispatch} for what it refuses. */
  async dispatch(options: {
    repository: Repository;
    workflow: string;
    ref: string;
    inputs: Record<string, unknown>;
    actor: Person;
  }): Promise<Run> {
    await this.settlePushes();
    const run = await this.#running.factory.dispatch(options);
    this.#running.scheduler.schedule();
    return run;
  }

  /**
   * @throws InputError when the run has ended. GitHub says 409, which its clients
   *   try again for a quarter of a minute.
   */
  cancel(run: Run): void {
    if (run.status === 'completed') {
      throw new InputError('Cannot cancel a workflow run that is completed.');
    }
    this.#running.scheduler.cancel(run);
  }

  /**
   * Runs a run's jobs in a new attempt; with `failedOnly` those that succeeded keep
   * their results.
   *
   * @throws NotAllowedError when it has not ended
   */
  rerun(run: Run, actor: Person, failedOnly: boolean): Run {
    if (run.status !== 'completed') {
      throw new NotAllowedError(
        'This workflow run cannot be retried: it is still running.',
      );
    }
    const next = this.#forge.database.transact(() => {
      const again = this.runs.update(run.id, {
        attempt: run.attempt + 1,
        status: 'queued',
        conclusion: null,
        cancelRequested: false,
        message: null,
        triggeringActor: actor.login,
        startedAt: new Date().toISOString(),
      });
      if (failedOnly) {
        this.#keepSuccesses(run, again);
      }
      this.#announcer.run('requested', again);
      return again;
    });
    this.#running.scheduler.schedule();
    return next;
  }

  /** @throws NotAllowedError when it has not ended */
  deleteRun(run: Run): void {
    if (run.status !== 'completed') {
      throw new NotAllowedError(
        'Cannot delete a workflow run that is running.',
      );
    }
    this.artifacts
      .list(run.id)
      .forEach(artifact => this.artifacts.delete(artifact));
    this.runs.delete(run.id);
    rmSync(join(this.settings.directory, 'logs', String(run.id)), {
      recursive: true,
      force: true,
    });
  }

  /** The file of a job's log, which exists once the job has begun. */
  logFile(job: Pick<Job, 'id' | 'runId'>): string {
    return logFile(this.settings, job);
  }

  /** The run with this number in a repository. @throws NotFoundError */
  runOf(repository: Repository, id: string): Run {
    const run = /^\d+$/.test(id) ? this.runs.find(Number(id)) : undefined;
    if (!run || run.repositoryId !== repository.id) {
      throw new NotFoundError('Not Found');
    }
    return run;
  }

  /** The workflow that a run is of. */
  workflowOf(run: Run): WorkflowRecord {
    const workflow = this.workflows.get(run.workflowId);
    if (!workflow) {
      throw new NotFoundError('Not Found');
    }
    return workflow;
  }

  #keepSuccesses(run: Run, again: Run) {
    for (const job of this.jobs.list(run.id, run.attempt)) {
      if (job.conclusion === 'success') {
        const { id: _id, ...facts } = job;
        this.jobs.insert({ ...facts, attempt: again.attempt });
      }
    }
  }

  get #running() {
    if (!this.#started) {
      throw new Error('The workflow runner has not been started');
    }
    return this.#started;
  }
}
