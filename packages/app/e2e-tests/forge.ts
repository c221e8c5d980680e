import { type Page, expect } from '@playwright/test';

/** How long what machines do may take: a CI run, a roll-out, a delivery, all on a machine that has other things to do. */
export const UNHURRIED = { timeout: 180_000 };

/** Takes a personal token at the forge, as one does for git. */
export async function personalToken(page: Page, forgeUrl: string) {
  await page.goto(`${forgeUrl}/settings/tokens`);
  await page.getByLabel('What is it for?').fill('the journey');
  await page.getByRole('button', { name: 'Create a token' }).click();
  return (await page.getByRole('status').locator('pre').innerText()).trim();
}

/** Asks for a page again and again until it shows something: what it shows comes by deliveries, which take their time. */
export async function until(
  page: Page,
  path: string,
  shown: () => Promise<void>,
) {
  await expect(async () => {
    await page.goto(path);
    await shown();
  }).toPass(UNHURRIED);
}

/** What is read of the forge's answers. */
export interface Deployment {
  id: number;
  sha: string;
  environment: string;
  payload: { version: string };
}
export interface DeploymentStatus {
  state: string;
  created_at: string;
}
export interface Issue {
  number: number;
  html_url: string;
  created_at: string;
  closed_at: string | null;
}
export interface Commit {
  sha: string;
  commit: { author: { date: string }; tree: { sha: string } };
}
export interface Pull {
  number: number;
  html_url: string;
  merged_at: string | null;
  merge_commit_sha: string;
  head: { sha: string };
}

/** One repository at the forge, as one person works with it: over GitHub's REST API and nothing else. */
export class Repository {
  readonly #address: string;
  readonly #token: string;

  constructor(options: { forgeUrl: string; name: string; token: string }) {
    this.#address = `${options.forgeUrl}/api/v3/repos/acme/${options.name}`;
    this.#token = options.token;
  }

  async ask<T>(path: string, method = 'GET', body?: object): Promise<T> {
    const response = await fetch(`${this.#address}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok)
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text || 'null');
  }

  /** A pull request of one commit for each file; an existing file is replaced. */
  async propose(title: string, files: Record<string, string>): Promise<Pull> {
    const branch = title.toLowerCase().replace(/\W+/g, '-');
    const main = await this.ask<Commit>('/commits/main');
    await this.ask('/git/refs', 'POST', {
      ref: `refs/heads/${branch}`,
      sha: main.sha,
    });
    for (const [path, content] of Object.entries(files)) {
      const before = await this.ask<{ sha: string }>(
        `/contents/${path}?ref=${branch}`,
      ).catch(() => undefined);
      await this.ask(`/contents/${path}`, 'PUT', {
        branch,
        message: `${title}: ${path}`,
        content: Buffer.from(content).toString('base64'),
        sha: before?.sha,
      });
    }
    const pull = { title, head: branch, base: 'main' };
    return this.ask<Pull>('/pulls', 'POST', pull);
  }

  /** Merges a pull request once CI and a colleague are content with it; returns the commit on main. */
  async merge(
    pull: Pull,
    reviewer: Repository,
    method: 'merge' | 'squash',
  ): Promise<string> {
    await expect
      .poll(async () => {
        const { check_runs: runs } = await this.ask<{
          check_runs: { name: string; conclusion: string }[];
        }>(`/commits/${pull.head.sha}/check-runs`);
        return runs.find(({ name }) => name === 'test')?.conclusion;
      }, UNHURRIED)
      .toBe('success');
    const one = `/pulls/${pull.number}`;
    await reviewer.ask(`${one}/reviews`, 'POST', { event: 'APPROVE' });
    const merged = await this.ask<{ sha: string }>(`${one}/merge`, 'PUT', {
      merge_method: method,
    });
    return merged.sha;
  }

  async deployments(environment: string): Promise<Deployment[]> {
    return this.ask(`/deployments?environment=${environment}&per_page=100`);
  }

  async statuses({ id }: Deployment): Promise<DeploymentStatus[]> {
    return this.ask(`/deployments/${id}/statuses?per_page=100`);
  }

  /** Waits until a commit was deployed to an environment, or could not be; returns its version. */
  async waitForDeployment(options: {
    environment: string;
    sha: string;
    outcome: 'success' | 'failure';
  }): Promise<string> {
    const { environment, sha, outcome } = options;
    const newest = async () => (await this.deployments(environment)).at(0);
    await expect
      .poll(async () => {
        const deployment = await newest();
        if (deployment?.sha !== sha) return [];
        return (await this.statuses(deployment)).map(({ state }) => state);
      }, UNHURRIED)
      .toContain(outcome);
    return (await newest())!.payload.version;
  }
}
