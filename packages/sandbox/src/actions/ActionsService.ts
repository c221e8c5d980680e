import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { Forge } from '../forge/Forge';
import { Person, Repository } from '../forge/model';
import { ActionsStores, createStores } from './ActionsStores';
import { logFile } from './runner/JobRunner';
import { RunnerSettings } from './runner/RunnerSettings';
import { Dispatch } from './runs/DispatchTrigger';
import { RunAnnouncer } from './runs/RunAnnouncer';
import { SecretBox } from './secrets/SecretBox';
import { Runner, startRunner } from './startRunner';
import { Job, Run, WorkflowRecord } from './store/model';

const JOBS_VARIABLE = 'FAIRWAY_RUNNER_JOBS';

function concurrencyFrom(text = '2'): number {
  const jobs = Number(text);
  if (!(Number.isInteger(jobs) && jobs >= 1 && jobs <= 64)) {
    throw new Error(
      `${JOBS_VARIABLE}: how many jobs run at a time, from 1 to 64, not "${text}"`,
    );
  }
  return jobs;
}

function settingsFor(forge: Forge): RunnerSettings {
  return {
    url: forge.baseUrl,
    directory: join(forge.stateDir, 'actions'),
    concurrency: concurrencyFrom(process.env[JOBS_VARIABLE]),
    graceMilliseconds: 5000,
    defaultTimeoutMinutes: 360,
    maximumLogBytes: 16 * 1024 * 1024,
  };
}

/** What routes and pages ask of the workflows of one sandbox. */
export class ActionsService {
  readonly settings: RunnerSettings;
  readonly stores: ActionsStores;
  readonly #forge: Forge;
  readonly #announcer: RunAnnouncer;
  #started: Runner | undefined;

  constructor(forge: Forge) {
    this.#forge = forge;
    this.settings = settingsFor(forge);
    this.stores = createStores(forge, this.settings.directory);
    this.#announcer = new RunAnnouncer({
      forge,
      workflows: this.stores.workflows,
    });
  }

  async start(): Promise<void> {
    this.#started = await startRunner({
      forge: this.#forge,
      stores: this.stores,
      settings: this.settings,
      announcer: this.#announcer,
    });
  }

  async stop(): Promise<void> {
    const { scheduler, executor, intake } = this.#runner;
    scheduler.stop();
    await intake.stop();
    await executor.stop();
  }

  /** The key pair for secrets. */
  get box(): SecretBox {
    return this.#runner.box;
  }

  /** Resolves when every push so far has its runs, and its workflows are known. */
  async settlePushes(): Promise<void> {
    await this.#runner.intake.drain();
  }

  /** Starts a workflow by hand. @throws NotFoundError, InputError */
  async dispatch(dispatch: Dispatch): Promise<Run> {
    await this.settlePushes();
    const run = await this.#runner.dispatches.take(dispatch);
    this.#runner.scheduler.schedule();
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
    const { cancellation, scheduler } = this.#runner;
    this.#forge.database.transact(() => cancellation.cancelRun(run));
    scheduler.schedule();
  }

  /**
   * Runs a run's jobs in a new attempt; with `failedOnly` those that succeeded keep
   * their results.
   *
   * @throws NotAllowedError when it has not ended
   */
  rerun(run: Run, actor: Person, failedOnly: boolean): void {
    if (run.status !== 'completed' || run.conclusion === 'startup_failure') {
      throw new NotAllowedError('This workflow run cannot be retried');
    }
    this.#forge.database.transact(() => {
      const again = this.stores.runs.update(run.id, {
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
    });
    this.#runner.scheduler.schedule();
  }

  /** @throws NotAllowedError when it has not ended */
  deleteRun(run: Run): void {
    if (run.status !== 'completed') {
      throw new NotAllowedError(
        'Cannot delete a workflow run that is running.',
      );
    }
    const { artifacts, runs } = this.stores;
    artifacts.list(run.id).forEach(artifact => artifacts.delete(artifact));
    runs.delete(run.id);
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
    const run = /^\d+$/.test(id)
      ? this.stores.runs.find(Number(id))
      : undefined;
    if (!run || run.repositoryId !== repository.id) {
      throw new NotFoundError('Not Found');
    }
    return run;
  }

  /** The workflow that a run is of. */
  workflowOf(run: Run): WorkflowRecord {
    const workflow = this.stores.workflows.get(run.workflowId);
    if (!workflow) {
      throw new NotFoundError('Not Found');
    }
    return workflow;
  }

  #keepSuccesses(run: Run, again: Run) {
    for (const job of this.stores.jobs.list(run.id, run.attempt)) {
      if (job.conclusion === 'success') {
        const { id: _id, ...facts } = job;
        const kept = this.stores.jobs.insert({
          ...facts,
          attempt: again.attempt,
        });
        if (existsSync(this.logFile(job))) {
          copyFileSync(this.logFile(job), this.logFile(kept));
        }
      }
    }
  }

  get #runner(): Runner {
    if (!this.#started) {
      throw new Error('The workflow runner has not been started');
    }
    return this.#started;
  }
}
