import type { Octokit } from '@octokit/rest';

/** Reports deployments of a repository as a deployer does, and nothing else happens: no CI, no process. */
export class Deployer {
  readonly #octokit: Octokit;
  readonly #at: { owner: string; repo: string };

  private constructor(octokit: Octokit, repo: string) {
    this.#octokit = octokit;
    this.#at = { owner: 'acme', repo };
  }

  static async create(octokit: Octokit, name: string): Promise<Deployer> {
    await octokit.rest.repos.createInOrg({ org: 'acme', name });
    return new Deployer(octokit, name);
  }

  async commit(name: string, branch?: string): Promise<string> {
    const { data } = await this.#octokit.rest.repos.createOrUpdateFileContents({
      ...this.#at,
      path: `${name}.txt`,
      message: `Add ${name}`,
      content: Buffer.from(name).toString('base64'),
      ...(branch && { branch }),
    });
    return data.commit.sha!;
  }

  async deploy(
    revision: string,
    state: 'success' | 'failure' = 'success',
  ): Promise<void> {
    const { data } = await this.#octokit.rest.repos.createDeployment({
      ...this.#at,
      ref: revision,
      environment: 'production',
      auto_merge: false,
      required_contexts: [],
    });
    for (const next of ['in_progress', state] as const)
      await this.#octokit.rest.repos.createDeploymentStatus({
        ...this.#at,
        deployment_id: (data as { id: number }).id,
        state: next,
      });
  }

  /** A pull request with these commits, squashed into main. */
  async squash(
    names: string[],
  ): Promise<{ merged: string; firstCommit: number }> {
    const main = await this.#octokit.rest.git.getRef({
      ...this.#at,
      ref: 'heads/main',
    });
    await this.#octokit.rest.git.createRef({
      ...this.#at,
      ref: 'refs/heads/topic',
      sha: main.data.object.sha,
    });
    const commits: string[] = [];
    for (const name of names) commits.push(await this.commit(name, 'topic'));
    const { data: pull } = await this.#octokit.rest.pulls.create({
      ...this.#at,
      ...{ head: 'topic', base: 'main', title: 'Add them' },
    });
    const { data: first } = await this.#octokit.rest.repos.getCommit({
      ...this.#at,
      ref: commits[0],
    });
    // Commits are kept to the second: the squashed one is to be told from the first.
    const firstCommit = Date.parse(first.commit.author!.date!);
    await waitForNextSecond(firstCommit);
    const { data } = await this.#octokit.rest.pulls.merge({
      ...this.#at,
      pull_number: pull.number,
      merge_method: 'squash',
    });
    return { merged: data.sha, firstCommit };
  }

  /** When each deployment succeeded, oldest first, in milliseconds. */
  async successes(): Promise<number[]> {
    const { data } = await this.#octokit.rest.repos.listDeployments(this.#at);
    const moments = await Promise.all(
      data.map(async ({ id }) => {
        const { data: statuses } =
          await this.#octokit.rest.repos.listDeploymentStatuses({
            ...this.#at,
            deployment_id: id,
          });
        return statuses
          .filter(({ state }) => state === 'success')
          .map(({ created_at }) => Date.parse(created_at));
      }),
    );
    return moments.flat().sort();
  }
}

async function waitForNextSecond(moment: number) {
  while (Date.now() < moment + 2_000)
    await new Promise(done => setTimeout(done, 100));
}
