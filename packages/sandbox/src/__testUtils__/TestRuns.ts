import { eventually, Files, TestSandbox } from './TestSandbox';

/** A run that has ended, with what it left. */
export interface EndedRun {
  repository: string;
  id: number;
  conclusion: string;
  run: any;
  jobs: any[];
  /** The logs of all jobs, without the times, by the job's name. */
  logs: Record<string, string>;
}

/** Runs workflows in a test sandbox. */
export class TestRuns {
  readonly #sandbox: TestSandbox;
  #repositories = 0;

  constructor(sandbox: TestSandbox) {
    this.#sandbox = sandbox;
  }

  /** Makes a new repository with a workflow, and pushes it. */
  async push(workflow: string, files: Files = {}): Promise<string> {
    this.#repositories += 1;
    const repository = `example-${this.#repositories}`;
    await this.#sandbox.createRepository(repository);
    await this.#sandbox.push(repository, {
      '.github/workflows/ci.yaml': workflow,
      ...files,
    });
    return repository;
  }

  /** Pushes a workflow to a new repository and waits for its run to end. */
  async run(workflow: string, files: Files = {}): Promise<EndedRun> {
    return this.ended(await this.push(workflow, files));
  }

  /** Runs one job with these steps, written as YAML. */
  async runSteps(steps: string, files: Files = {}): Promise<EndedRun> {
    const indented = steps.trim().replace(/^/gm, '      ');
    return this.run(
      `on: push\njobs:\n  job:\n    runs-on: ubuntu-latest\n    steps:\n${indented}\n`,
      files,
    );
  }

  /** The runs of a repository, the newest first. */
  async list(repository: string, query = ''): Promise<any[]> {
    const { body } = await this.#sandbox.call(
      'GET',
      `/repos/acme/${repository}/actions/runs${query}`,
    );
    return body.workflow_runs;
  }

  /** Waits until a run, or the newest one, stands as asked. */
  async until(
    repository: string,
    isSo: (run: any) => boolean,
    id?: number,
  ): Promise<any> {
    return eventually(async () => {
      const runs = await this.list(repository);
      const run = id ? runs.find(entry => entry.id === id) : runs[0];
      return run && isSo(run) && run;
    });
  }

  /** Waits for a run, or the newest one, to end. */
  async ended(repository: string, id?: number): Promise<EndedRun> {
    const run = await this.until(
      repository,
      ({ status }) => status === 'completed',
      id,
    );
    const jobs = await this.jobs(repository, run.id);
    const logs: Record<string, string> = {};
    for (const job of jobs) {
      logs[job.name] = await this.log(repository, job.id);
    }
    return {
      repository,
      id: run.id,
      conclusion: run.conclusion,
      run,
      jobs,
      logs,
    };
  }

  async jobs(repository: string, runId: number): Promise<any[]> {
    const { body } = await this.#sandbox.call(
      'GET',
      `/repos/acme/${repository}/actions/runs/${runId}/jobs`,
    );
    return body.jobs;
  }

  /** The log of a job without the times; empty when there is none. */
  async log(repository: string, jobId: number): Promise<string> {
    const response = await this.#sandbox.fetch(
      `/repos/acme/${repository}/actions/jobs/${jobId}/logs`,
    );
    const text = await response.text();
    return response.status === 200 ? text.replace(/^\S+Z /gm, '') : '';
  }

  async dispatch(
    repository: string,
    body: Record<string, unknown> = {},
    workflow = 'ci.yaml',
  ): Promise<{ status: number; body: any }> {
    return this.#sandbox.call(
      'POST',
      `/repos/acme/${repository}/actions/workflows/${workflow}/dispatches`,
      { ref: 'main', ...body },
    );
  }
}
