import { NotFoundError, ResponseError } from '@backstage/errors';
import type { components } from '@octokit/openapi-types';

type Schema<Name extends keyof components['schemas']> =
  components['schemas'][Name];

/** A deployment's state as the deploy target reports it. */
export interface StatusReport {
  state: 'in_progress' | 'success' | 'failure' | 'inactive';
  description?: string;
  environmentUrl?: string;
  logUrl: string;
}

const REQUEST_MILLISECONDS = 30_000;
const PAGE = 100;

/** The deploy target's view of the forge: GitHub's REST API over HTTP, with a token of its own. */
export class ForgeClient {
  readonly #apiUrl: string;
  readonly #token: string;

  constructor(options: { apiUrl: string; token: string }) {
    this.#apiUrl = options.apiUrl;
    this.#token = options.token;
  }

  /** Every repository that may be read. */
  async repositories(): Promise<Array<{ id: number; fullName: string }>> {
    const all: Array<{ id: number; fullName: string }> = [];
    for (let page = 1; ; page += 1) {
      const found = await this.#json<Array<Schema<'repository'>>>(
        `/user/repos?per_page=${PAGE}&page=${page}`,
      );
      all.push(
        ...found.map(({ id, full_name: fullName }) => ({
          id: Number(id),
          fullName,
        })),
      );
      if (found.length < PAGE) {
        return all;
      }
    }
  }

  /** The commit that a branch points to; undefined when there is no such branch. */
  async branch(repository: string, name: string): Promise<string | undefined> {
    return this.#orUndefined(async () => {
      const ref = await this.#json<Schema<'git-ref'>>(
        `/repos/${repository}/git/ref/heads/${name}`,
      );
      return ref.object.sha;
    });
  }

  /** The folders at the top of a commit. */
  async folders(repository: string, sha: string): Promise<string[]> {
    const tree = await this.#json<Schema<'git-tree'>>(
      `/repos/${repository}/git/trees/${sha}`,
    );
    return tree.tree
      .filter(({ type }) => type === 'tree')
      .map(({ path }) => path);
  }

  /** A file's text; undefined when there is none. */
  async file(
    repository: string,
    sha: string,
    path: string,
  ): Promise<string | undefined> {
    return this.#orUndefined(async () => {
      const response = await this.#request(
        `/repos/${repository}/contents/${path}?ref=${sha}`,
        { headers: { accept: 'application/vnd.github.v3.raw' } },
      );
      return response.text();
    });
  }

  run(repository: string, runId: number): Promise<Schema<'workflow-run'>> {
    return this.#json(`/repos/${repository}/actions/runs/${runId}`);
  }

  /** The artifact of a run with this name. @throws NotFoundError */
  async artifact(
    repository: string,
    runId: number,
    name: string,
  ): Promise<Schema<'artifact'>> {
    const { artifacts } = await this.#json<{
      artifacts: Array<Schema<'artifact'>>;
    }>(
      `/repos/${repository}/actions/runs/${runId}/artifacts?name=${encodeURIComponent(name)}`,
    );
    const found = artifacts.find(artifact => !artifact.expired);
    if (!found) {
      throw new NotFoundError(`Run ${runId} has no artifact "${name}"`);
    }
    return found;
  }

  /** The zip file of an artifact. */
  async download(repository: string, artifactId: number): Promise<Buffer> {
    const response = await this.#request(
      `/repos/${repository}/actions/artifacts/${artifactId}/zip`,
    );
    return Buffer.from(await response.arrayBuffer());
  }

  deployments(
    repository: string,
    where: { sha: string; environment: string },
  ): Promise<Array<Schema<'deployment'>>> {
    const query = new URLSearchParams({ ...where, per_page: String(PAGE) });
    return this.#json(`/repos/${repository}/deployments?${query}`);
  }

  createDeployment(
    repository: string,
    deployment: {
      ref: string;
      environment: string;
      payload: Record<string, unknown>;
    },
  ): Promise<Schema<'deployment'>> {
    return this.#json(`/repos/${repository}/deployments`, {
      ...deployment,
      // Without these GitHub merges the default branch first, and waits for checks.
      auto_merge: false,
      required_contexts: [],
      production_environment: deployment.environment === 'production',
    });
  }

  /** The newest state that a deployment has been given. */
  async latestState(
    repository: string,
    deploymentId: number,
  ): Promise<string | undefined> {
    const statuses = await this.#json<Array<Schema<'deployment-status'>>>(
      `/repos/${repository}/deployments/${deploymentId}/statuses?per_page=1`,
    );
    return statuses[0]?.state;
  }

  async addStatus(
    repository: string,
    deploymentId: number,
    report: StatusReport,
  ): Promise<void> {
    await this.#json(
      `/repos/${repository}/deployments/${deploymentId}/statuses`,
      {
        state: report.state,
        // GitHub's own limit.
        description: (report.description ?? '').slice(0, 140),
        environment_url: report.environmentUrl ?? '',
        log_url: report.logUrl,
      },
    );
  }

  async #json<T>(path: string, body?: unknown): Promise<T> {
    const response = await this.#request(
      path,
      body === undefined
        ? {}
        : {
            method: 'POST',
            body: JSON.stringify(body),
            headers: { 'content-type': 'application/json' },
          },
    );
    return (await response.json()) as T;
  }

  async #request(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(`${this.#apiUrl}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${this.#token}`, ...init.headers },
      signal: AbortSignal.timeout(REQUEST_MILLISECONDS),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }

  async #orUndefined<T>(ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      // 409 is GitHub's answer for a repository without any commit.
      if (
        error instanceof ResponseError &&
        [404, 409].includes(error.statusCode)
      ) {
        return undefined;
      }
      throw error;
    }
  }
}
