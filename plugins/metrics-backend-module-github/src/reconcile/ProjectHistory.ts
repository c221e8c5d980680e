import type { Fact, FactSink } from '@fairway/plugin-metrics-node';
import type { Octokit } from '@octokit/rest';
import { hasStatus } from '../client/hasStatus';
import { changeFact } from '../facts/changeFacts';
import { deploymentFact, deploymentStatusFact } from '../facts/deploymentFacts';
import type { FactRules } from '../facts/factsOfDelivery';
import { incidentFact } from '../facts/incidentFact';
import { releaseFacts } from '../facts/releaseFacts';
import { runFact } from '../facts/runFact';
import type { Repository, RepositoryAddress } from '../projects/Repository';
import {
  deploymentSchema,
  deploymentStatusSchema,
  issueSchema,
  pullSchema,
  releaseSchema,
  runSchema,
} from '../webhook/schemas';

const DAY = 24 * 60 * 60 * 1000;
/** What began so long before may still have changed since. */
const LONGEST_UNDER_WAY = 3 * DAY;
const PAGE = 100;

export interface ProjectHistoryOptions {
  octokit: Octokit;
  address: RepositoryAddress;
  project: string;
  /** What changed from then on is read. */
  since: Date;
  rules: FactRules;
  sink: FactSink;
  /** Deployments whose statuses an attempt that was broken off has read, as `id updated_at`. */
  readBefore: Set<string>;
}

type List = { owner: string; repo: string; per_page: number };

/** Reads what happened in one repository since a moment, and tells it as facts. */
export class ProjectHistory {
  readonly #options: ProjectHistoryOptions;
  readonly #list: List;

  private constructor(options: ProjectHistoryOptions) {
    this.#options = options;
    const { owner, repo } = options.address;
    this.#list = { owner, repo, per_page: PAGE };
  }

  static create(options: ProjectHistoryOptions): ProjectHistory {
    return new ProjectHistory(options);
  }

  async read(): Promise<void> {
    const { octokit, project, rules } = this.#options;
    const { data } = await octokit.rest.repos.get(this.#list);
    const repository: Repository = {
      project,
      url: data.html_url,
      defaultBranch: data.default_branch,
    };
    await this.#readPulls(repository);
    await this.#readDeployments(repository);
    await ifThere(() => this.#readRuns(repository));
    await ifThere(() => this.#readIssues(repository));
    const environment = rules.releaseEnvironment;
    if (environment)
      await ifThere(() => this.#readReleases(repository, environment));
  }

  /** Newest first, so that it ends with the first page that is old enough. */
  async #readDeployments(repository: Repository): Promise<void> {
    const { octokit, since, readBefore } = this.#options;
    const oldest = since.getTime() - LONGEST_UNDER_WAY;
    const pages = octokit.paginate.iterator(
      octokit.rest.repos.listDeployments,
      this.#list,
    );
    for await (const { data } of pages) {
      const deployments = data.map(json => deploymentSchema.parse(json));
      for (const deployment of deployments) {
        const id = `${deployment.id} ${deployment.updated_at}`;
        if (Date.parse(deployment.updated_at) < since.getTime()) continue;
        if (readBefore.has(id)) continue;
        await this.#record([
          deploymentFact(repository, deployment),
          ...(await this.#statusesOf(repository, deployment)),
        ]);
        readBefore.add(id);
      }
      if (deployments.some(one => Date.parse(one.created_at) < oldest)) return;
    }
  }

  async #statusesOf(
    repository: Repository,
    deployment: { id: number },
  ): Promise<Fact[]> {
    const { octokit } = this.#options;
    const statuses = await octokit.paginate(
      octokit.rest.repos.listDeploymentStatuses,
      { ...this.#list, deployment_id: deployment.id },
    );
    return statuses.flatMap(
      json =>
        deploymentStatusFact(
          repository,
          deployment,
          deploymentStatusSchema.parse(json),
        ) ?? [],
    );
  }

  async #readRuns(repository: Repository): Promise<void> {
    const { octokit, since } = this.#options;
    const oldest = since.getTime() - LONGEST_UNDER_WAY;
    const pages = octokit.paginate.iterator(
      octokit.rest.actions.listWorkflowRunsForRepo,
      this.#list,
    );
    for await (const { data } of pages) {
      const runs = data.map(json => runSchema.parse(json));
      await this.#record(
        runs
          .filter(run => Date.parse(run.updated_at) >= since.getTime())
          .map(run => runFact(repository, run)),
      );
      if (runs.some(run => Date.parse(run.created_at) < oldest)) return;
    }
  }

  async #readPulls(repository: Repository): Promise<void> {
    const { octokit, since } = this.#options;
    const pages = octokit.paginate.iterator(octokit.rest.pulls.list, {
      ...this.#list,
      state: 'all',
      base: repository.defaultBranch,
      sort: 'updated',
      direction: 'desc',
    });
    for await (const { data } of pages) {
      const pulls = data.map(json => pullSchema.parse(json));
      const changed = pulls.filter(
        pull => Date.parse(pull.updated_at) >= since.getTime(),
      );
      await this.#record(
        changed.flatMap(pull => changeFact(repository, pull) ?? []),
      );
      if (changed.length < pulls.length) return;
    }
  }

  async #readIssues(repository: Repository): Promise<void> {
    const { octokit, since, rules } = this.#options;
    for (const label of rules.incidentLabels) {
      const issues = await octokit.paginate(octokit.rest.issues.listForRepo, {
        ...this.#list,
        labels: label,
        state: 'all',
        since: since.toISOString(),
      });
      await this.#record(
        issues.flatMap(
          json =>
            incidentFact({
              repository,
              issue: issueSchema.parse(json),
              labels: rules.incidentLabels,
            }) ?? [],
        ),
      );
    }
  }

  async #readReleases(
    repository: Repository,
    environment: string,
  ): Promise<void> {
    const { octokit, since } = this.#options;
    const pages = octokit.paginate.iterator(
      octokit.rest.repos.listReleases,
      this.#list,
    );
    for await (const { data } of pages) {
      const releases = data.map(json => releaseSchema.parse(json));
      for (const release of releases) {
        if (Date.parse(release.published_at ?? '') < since.getTime()) continue;
        if (release.draft || release.prerelease) continue;
        const { data: commit } = await octokit.rest.repos.getCommit({
          ...this.#list,
          per_page: 1,
          ref: `tags/${release.tag_name}`,
        });
        await this.#record(
          releaseFacts({
            ...{ repository, release, environment },
            revision: commit.sha,
          }),
        );
      }
      if (releases.some(one => Date.parse(one.created_at) < since.getTime()))
        return;
    }
  }

  async #record(facts: Fact[]): Promise<void> {
    if (facts.length) await this.#options.sink.record('github', facts);
  }
}

/** A repository may be without issues or workflows, and the app without the right to read them: the rest counts all the same. */
async function ifThere(read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!hasStatus(error, 403, 404, 410, 501)) throw error;
  }
}
