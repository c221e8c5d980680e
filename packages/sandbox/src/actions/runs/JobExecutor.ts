import { Forge } from '../../forge/Forge';
import { bots } from '../../forge/bots';
import { Area, Permissions as TokenPermissions } from '../../forge/model';
import { JobRequest } from '../runner/JobRequest';
import { JobResult } from '../runner/JobExecution';
import { JobRunner } from '../runner/JobRunner';
import { SecretBox } from '../secrets/SecretBox';
import { SecretStore } from '../secrets/SecretStore';
import { Job, Run } from '../store/model';
import { JobStore } from '../store/JobStore';
import { JobDefinition, Workflow } from '../workflow/Workflow';
import { JobDeployment } from './JobDeployment';
import { needsOf } from './jobResults';
import { RunAnnouncer } from './RunAnnouncer';

/** What a token may do when the file does not say: GitHub's default for a new organisation. */
const DEFAULT_PERMISSIONS: TokenPermissions = {
  contents: 'read',
  packages: 'read',
};

/** A job that is to run now. */
export interface JobStart {
  run: Run;
  job: Job;
  workflow: Workflow;
  /** The jobs of the attempt, for `needs`. */
  jobs: Job[];
  onEnd: () => void;
}

interface Execution {
  cancel: AbortController;
  ended: Promise<void>;
}

function tokenPermissions(
  workflow: Workflow,
  definition: JobDefinition,
): TokenPermissions {
  const asked = definition.permissions ?? workflow.permissions;
  if (!asked) {
    return DEFAULT_PERMISSIONS;
  }
  return Object.fromEntries(
    Object.entries(asked).map(([scope, access]) => [
      scope.replaceAll('-', '_') as Area,
      access,
    ]),
  );
}

/** Runs jobs: gives each its token and its secrets, stores how it goes and how it ends. */
export class JobExecutor {
  readonly #forge: Forge;
  readonly #jobs: JobStore;
  readonly #secrets: SecretStore;
  readonly #box: SecretBox;
  readonly #runner: JobRunner;
  readonly #announcer: RunAnnouncer;
  readonly #executions = new Map<number, Execution>();
  readonly #stop = new AbortController();

  constructor(options: {
    forge: Forge;
    jobs: JobStore;
    secrets: SecretStore;
    box: SecretBox;
    runner: JobRunner;
    announcer: RunAnnouncer;
  }) {
    this.#forge = options.forge;
    this.#jobs = options.jobs;
    this.#secrets = options.secrets;
    this.#box = options.box;
    this.#runner = options.runner;
    this.#announcer = options.announcer;
  }

  start(start: JobStart): void {
    const cancel = new AbortController();
    const ended = this.#execute(start, cancel.signal)
      .catch(error => {
        // The job is gone when its repository has been deleted meanwhile.
        if (this.#jobs.find(start.job.id)) {
          process.stderr.write(
            `Job ${start.job.id} could not be run: ${error}\n`,
          );
        }
      })
      .finally(() => {
        this.#executions.delete(start.job.id);
        start.onEnd();
      });
    this.#executions.set(start.job.id, { cancel, ended });
  }

  /** Ends a running job; its steps that clean up still run. */
  cancel(jobId: number, reason: string): void {
    this.#executions.get(jobId)?.cancel.abort(new Error(reason));
  }

  /** Ends every job at once and waits until their processes are gone. */
  async stop(): Promise<void> {
    this.#stop.abort(new Error('The runner has received a shutdown signal.'));
    await Promise.all([...this.#executions.values()].map(({ ended }) => ended));
  }

  async #execute(start: JobStart, cancel: AbortSignal): Promise<void> {
    const { run, job, workflow } = start;
    const definition = workflow.jobs.find(({ key }) => key === job.key);
    const repository = this.#forge.repositories.findById(run.repositoryId);
    if (!definition || !repository) {
      return;
    }
    const token = this.#forge.tokens.createToken({
      login: bots.runner,
      kind: 'workflow',
      note: `run ${run.id}, job ${job.id}`,
      repositoryId: repository.id,
      permissions: tokenPermissions(workflow, definition),
    });
    const deployment = JobDeployment.begin({
      forge: this.#forge,
      run,
      job,
      repository,
    });
    let result: JobResult = { conclusion: 'failure', outputs: {} };
    try {
      const request = {
        ...start,
        definition,
        repository,
        actor: this.#forge.people.get(run.actor),
        ownerId: this.#forge.people.organisation(repository.owner)?.id ?? 0,
        needs: needsOf(definition, start.jobs),
        variables: this.#secrets.variableValues(repository.id),
        secrets: this.#openSecrets(repository.id),
        token: token.token,
      };
      result = await this.#run(request, cancel);
    } catch (error) {
      this.#noteFailure(job, error);
    }
    this.#forge.tokens.revoke(token.id);
    this.#finish(run, job, result);
    deployment?.end(result.conclusion);
  }

  #run(request: JobRequest, cancel: AbortSignal): Promise<JobResult> {
    const { id } = request.job;
    return this.#runner.run({
      request,
      cancel,
      stop: this.#stop.signal,
      listener: {
        onProgress: ({ steps, annotations, summary }) =>
          this.#jobs.update(id, { steps, annotations, summary }),
        onProcess: identity =>
          this.#jobs.update(id, {
            processes: [...this.#jobs.require(id).processes, identity],
          }),
      },
    });
  }

  #openSecrets(repositoryId: number): Record<string, string> {
    return Object.fromEntries(
      this.#secrets
        .sealed(repositoryId)
        .map(({ name, sealed }) => [name, this.#box.open(sealed)]),
    );
  }

  /** What went wrong outside of the steps, such as a disk that is full. */
  #noteFailure(job: Job, error: unknown) {
    const { annotations } = this.#jobs.require(job.id);
    this.#jobs.update(job.id, {
      annotations: [
        ...annotations,
        {
          level: 'failure',
          message: `The runner failed: ${
            error instanceof Error ? error.message : error
          }`,
        },
      ],
    });
  }

  #finish(run: Run, job: Job, result: JobResult) {
    const conclusion =
      this.#stop.signal.aborted && result.conclusion === 'cancelled'
        ? 'failure'
        : result.conclusion;
    this.#forge.database.transact(() => {
      const ended = this.#jobs.update(job.id, {
        status: 'completed',
        conclusion,
        outputs: result.outputs,
        completedAt: new Date().toISOString(),
        processes: [],
      });
      this.#announcer.job('completed', run, ended);
    });
  }
}
