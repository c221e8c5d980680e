import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ProcessIdentity } from '../../processes/startTime';
import { killMarked } from '../../processes/stopOrphans';
import { interpolate } from '../expressions/evaluateExpression';
import { ArtifactStore } from '../store/ArtifactStore';
import { Job } from '../store/model';
import { baseEnvironment, copyNpmSettings } from './baseEnvironment';
import {
  contextVariables,
  githubContext,
  runnerContext,
  strategyContext,
  trackingId,
} from './githubContext';
import { JobDirectories } from './JobDirectories';
import { JobExecution, JobResult } from './JobExecution';
import { JobLog } from './JobLog';
import { JobRequest } from './JobRequest';
import { JobState } from './JobState';
import { JobTools } from './JobTools';
import { Masker } from './Masker';
import { RunnerSettings } from './RunnerSettings';
import { StepProcesses } from './StepProcesses';
import { timeoutSignal } from './timeoutSignal';

/** What the runner tells while a job runs. */
export interface JobListener {
  onProgress(state: Pick<Job, 'steps' | 'annotations' | 'summary'>): void;
  onProcess(identity: ProcessIdentity): void;
}

/** The file that holds a job's log. */
export function logFile(
  settings: Pick<RunnerSettings, 'directory'>,
  job: Pick<Job, 'id' | 'runId'>,
): string {
  return join(settings.directory, 'logs', String(job.runId), `${job.id}.log`);
}

/** Runs one job on this machine from its set-up to its end. */
export class JobRunner {
  readonly #settings: RunnerSettings;
  readonly #artifacts: ArtifactStore;

  constructor(options: { settings: RunnerSettings; artifacts: ArtifactStore }) {
    this.#settings = options.settings;
    this.#artifacts = options.artifacts;
  }

  async run(options: {
    request: JobRequest;
    listener: JobListener;
    cancel: AbortSignal;
    stop: AbortSignal;
  }): Promise<JobResult> {
    const { request, listener, stop } = options;
    const tools = this.#prepare(request, listener);
    const minutes = this.#timeoutMinutes(tools);
    const cancel = AbortSignal.any([
      options.cancel,
      timeoutSignal(
        minutes * 60_000,
        `The job has exceeded the maximum execution time of ${minutes} minutes.`,
      ),
    ]);
    const { state } = tools;
    try {
      const execution = new JobExecution({
        tools,
        cancel,
        stop,
        onProgress: () => listener.onProgress(state),
      });
      return await execution.run();
    } finally {
      await tools.processes.end();
      killMarked({
        name: 'RUNNER_TRACKING_ID',
        value: trackingId(this.#settings.directory, request.job),
      });
      tools.log.close();
      tools.directories.remove();
    }
  }

  #prepare(request: JobRequest, listener: JobListener): JobTools {
    const settings = this.#settings;
    const { job, repository } = request;
    const directories = JobDirectories.create({
      directory: settings.directory,
      jobId: job.id,
      repository: repository.name,
    });
    const masker = new Masker();
    [request.token, ...Object.values(request.secrets)].forEach(secret =>
      masker.add(secret),
    );
    const contexts = this.#contexts(request, directories);
    const npmCache = join(settings.directory, 'cache', 'npm');
    mkdirSync(npmCache, { recursive: true });
    copyNpmSettings(directories.home);
    return {
      request,
      directories,
      masker,
      state: new JobState({ contexts, directories }),
      log: JobLog.open({
        file: logFile(settings, job),
        masker,
        maximumBytes: settings.maximumLogBytes,
      }),
      processes: new StepProcesses({
        graceMilliseconds: settings.graceMilliseconds,
        onStart: identity => listener.onProcess(identity),
      }),
      artifacts: this.#artifacts,
      url: settings.url,
      environment: {
        ...baseEnvironment({
          home: directories.home,
          npmCache,
          temporary: directories.temporary,
        }),
        ...contextVariables(contexts.github, contexts.runner),
        RUNNER_TRACKING_ID: trackingId(settings.directory, job),
      },
    };
  }

  #contexts(request: JobRequest, directories: JobDirectories) {
    const { run, job, definition, token } = request;
    const eventPath = join(
      directories.temporary,
      '_github_workflow',
      'event.json',
    );
    mkdirSync(join(directories.temporary, '_github_workflow'));
    writeFileSync(eventPath, JSON.stringify(run.payload));
    return {
      github: {
        ...githubContext({ ...request, url: this.#settings.url }),
        event_path: eventPath,
        job: definition.key,
        token,
        workspace: directories.workspace,
      } as Record<string, unknown>,
      runner: runnerContext(directories),
      strategy: strategyContext(
        job,
        definition.strategy.failFast !== false,
        Number(definition.strategy.maxParallel ?? job.matrixTotal),
      ),
      matrix: job.matrix,
      needs: request.needs,
      vars: request.variables,
      secrets: { ...request.secrets, GITHUB_TOKEN: token },
      inputs: run.inputs,
    };
  }

  #timeoutMinutes(tools: JobTools): number {
    const { timeoutMinutes } = tools.request.definition;
    const minutes = Number(
      interpolate(String(timeoutMinutes ?? ''), tools.state.scope()),
    );
    return minutes > 0 ? minutes : this.#settings.defaultTimeoutMinutes;
  }
}
