import type { Sandbox } from '@fairway/sandbox';
import { Octokit } from '@octokit/rest';
import { until } from './startGithubMetrics';

/** Without dependencies; a release of it can be made that does not start. */
const SERVER = `
const { PORT, HOST } = process.env;
require('node:http').createServer((_, res) => res.end('ok')).listen(PORT, HOST);
process.on('SIGTERM', () => process.exit(0));
`;

const CI = `
name: CI
on: { push: { branches: [main] } }
jobs:
  release:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: { path: source }
      - run: tar -czf release.tar.gz -C source Procfile server.js
      - uses: actions/upload-artifact@v4
        with: { name: release, path: release.tar.gz }
`;

interface Release {
  revision: string;
  version: string;
  runId: number;
}

/** A deployment as the forge's API has it, for figures to be worked out from. */
export interface Deployed {
  id: number;
  revision: string;
  environment: string;
  /** In milliseconds; absent where it never served. */
  succeededAt?: number;
}

/** A repository of a sandbox whose CI really builds and whose deploy target really starts what is released. */
export class ReleasedService {
  readonly #octokit: Octokit;
  readonly #at: { owner: string; repo: string };

  private constructor(octokit: Octokit, repo: string) {
    this.#octokit = octokit;
    this.#at = { owner: 'acme', repo };
  }

  static async create(
    sandbox: Sandbox,
    name: string,
  ): Promise<ReleasedService> {
    const octokit = new Octokit({
      baseUrl: sandbox.apiBaseUrl,
      auth: sandbox.token,
    });
    const service = new ReleasedService(octokit, name);
    await octokit.rest.repos.createInOrg({ org: 'acme', name });
    await service.commit('Procfile', 'web: node server.js');
    await service.commit('server.js', SERVER);
    return service;
  }

  /** The workflow comes last, so that what was before is one change for CI. */
  async addWorkflow(): Promise<Release> {
    return this.release('.github/workflows/ci.yaml', CI);
  }

  /** Commits to main and returns the commit's id. */
  async commit(path: string, text: string, branch = 'main'): Promise<string> {
    const existing = await this.#octokit.rest.repos
      .getContent({ ...this.#at, path, ref: branch })
      .catch(() => undefined);
    const { data } = await this.#octokit.rest.repos.createOrUpdateFileContents({
      ...this.#at,
      ...{ path, branch, message: `Change ${path}\n\nWith a body.` },
      content: Buffer.from(text).toString('base64'),
      sha: (existing?.data as { sha?: string } | undefined)?.sha,
    });
    return data.commit.sha!;
  }

  /** Commits to main and waits for what CI makes of it. */
  async release(path: string, text: string): Promise<Release> {
    const revision = await this.commit(path, text);
    let run: { id: number; run_number: number } | undefined;
    await until(`CI of ${revision}`, async () => {
      const { data } = await this.#octokit.rest.actions.listWorkflowRunsForRepo(
        {
          ...this.#at,
          head_sha: revision,
        },
      );
      [run] = data.workflow_runs;
      return data.workflow_runs[0]?.status === 'completed';
    });
    return { revision, version: `v${run!.run_number}`, runId: run!.id };
  }

  /** Says on the branch `deploy` what an environment is to run, and waits until it does, or does not. */
  async deploy(
    release: Release,
    environment: string,
    state: 'success' | 'failure' = 'success',
  ): Promise<void> {
    await this.#ensureBranch();
    const { data: before } = await this.#octokit.rest.repos.listDeployments({
      ...this.#at,
      environment,
    });
    await this.commit(
      `${environment}/release.yaml`,
      JSON.stringify({
        ...{ apiVersion: 'v1', kind: 'ConfigMap' },
        metadata: { name: 'service-release' },
        data: {
          repository: `acme/${this.#at.repo}`,
          revision: release.revision,
          version: release.version,
          runId: String(release.runId),
          ...{ artifact: 'release', image: '' },
        },
      }),
      'deploy',
    );
    await until(`${release.version} in ${environment}`, async () => {
      const { data } = await this.#octokit.rest.repos.listDeployments({
        ...this.#at,
        environment,
      });
      if (data.length <= before.length) return false;
      const statuses = await this.#statuses(data[0].id);
      return statuses.some(status => status.state === state);
    });
  }

  async #ensureBranch() {
    const ref = { ...this.#at, ref: 'heads/deploy' };
    const found = await this.#octokit.rest.git.getRef(ref).catch(() => null);
    if (found) return;
    const main = await this.#octokit.rest.git.getRef({
      ...this.#at,
      ref: 'heads/main',
    });
    await this.#octokit.rest.git.createRef({
      ...this.#at,
      ref: 'refs/heads/deploy',
      sha: main.data.object.sha,
    });
  }

  async #statuses(id: number) {
    const { data } = await this.#octokit.rest.repos.listDeploymentStatuses({
      ...this.#at,
      deployment_id: id,
    });
    return data;
  }

  /** All deployments to an environment, oldest first. */
  async deployments(environment: string): Promise<Deployed[]> {
    const { data } = await this.#octokit.rest.repos.listDeployments({
      ...this.#at,
      environment,
    });
    return Promise.all(
      data.reverse().map(async ({ id, sha }) => {
        const success = (await this.#statuses(id)).findLast(
          ({ state }) => state === 'success',
        );
        return {
          ...{ id, environment, revision: sha },
          ...(success && { succeededAt: Date.parse(success.created_at) }),
        };
      }),
    );
  }

  /** When a commit was made, in milliseconds. */
  async committedAt(revision: string): Promise<number> {
    const { data } = await this.#octokit.rest.repos.getCommit({
      ...this.#at,
      ref: revision,
    });
    return Date.parse(data.commit.committer!.date!);
  }
}
