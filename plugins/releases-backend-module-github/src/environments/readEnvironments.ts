import type { EnvironmentReleases } from '@fairway/plugin-releases-common';
import type { Octokit } from '@octokit/rest';
import type { Repository } from '../repository/repositoryOf';
import { orderEnvironments } from './orderEnvironments';
import {
  isComplete,
  toEnvironmentReleases,
  type Attempt,
} from './toEnvironmentReleases';
import type { Deployment } from './types';

const NEWEST_DEPLOYMENTS = 30;
const DEPLOYMENTS_PER_ENVIRONMENT = 10;
const STATUSES_AT_ONCE = 2;
const MAX_ENVIRONMENTS = 8;

/** What runs where, with who reported it. */
export interface EnvironmentsAnswer {
  environments: EnvironmentReleases[];
  /** Login of who reported the newest status. */
  reporter?: string;
}

/** Reads a repository's environments from its deployments. */
export async function readEnvironments(options: {
  octokit: Octokit;
  repository: Repository;
  productionEnvironments: RegExp;
}): Promise<EnvironmentsAnswer> {
  const { octokit, repository, productionEnvironments } = options;
  const byName = await deploymentsByEnvironment(octokit, repository);
  const read = await Promise.all(
    [...byName].slice(0, MAX_ENVIRONMENTS).map(async ([environment, given]) => {
      const attempts = await readAttempts(octokit, repository, given);
      return {
        attempts,
        releases: {
          environment,
          production:
            given.some(deployment => deployment.production_environment) ||
            productionEnvironments.test(environment),
          ...toEnvironmentReleases(attempts),
        },
      };
    }),
  );
  const reporter = read
    .flatMap(({ attempts }) => attempts)
    .flatMap(({ statuses }) => statuses)
    .toSorted((a, b) => b.created_at.localeCompare(a.created_at))
    .at(0)?.creator?.login;
  return {
    environments: orderEnvironments(read.map(({ releases }) => releases)),
    reporter: reporter?.replace(/\[bot\]$/, ''),
  };
}

/**
 * The newest deployments of each environment that stays, newest first. One call
 * for a repository that has few; where it has more, one for each environment,
 * so that a busy one does not hide the rest.
 */
async function deploymentsByEnvironment(
  octokit: Octokit,
  repository: Repository,
): Promise<Map<string, Deployment[]>> {
  const { owner, repo } = repository;
  const { data: newest } = await octokit.rest.repos.listDeployments({
    owner,
    repo,
    per_page: NEWEST_DEPLOYMENTS,
  });
  const lasting = newest.filter(
    deployment => !deployment.transient_environment,
  );
  if (newest.length < NEWEST_DEPLOYMENTS) {
    return groupByEnvironment(lasting);
  }
  const names = new Set([
    ...lasting.map(({ environment }) => environment),
    'staging',
    'production',
  ]);
  const lists = await Promise.all(
    [...names].map(async environment => {
      const { data } = await octokit.rest.repos.listDeployments({
        owner,
        repo,
        environment,
        per_page: DEPLOYMENTS_PER_ENVIRONMENT,
      });
      return [environment, data] as const;
    }),
  );
  return new Map(lists.filter(([, deployments]) => deployments.length > 0));
}

function groupByEnvironment(
  deployments: Deployment[],
): Map<string, Deployment[]> {
  const groups = new Map<string, Deployment[]>();
  for (const deployment of deployments) {
    const group = groups.get(deployment.environment) ?? [];
    groups.set(deployment.environment, [...group, deployment]);
  }
  return groups;
}

async function readAttempts(
  octokit: Octokit,
  repository: Repository,
  deployments: Deployment[],
): Promise<Attempt[]> {
  const newest = deployments
    .toSorted((a, b) => b.id - a.id)
    .slice(0, DEPLOYMENTS_PER_ENVIRONMENT);
  const attempts: Attempt[] = [];
  while (attempts.length < newest.length && !isComplete(attempts)) {
    const next = newest.slice(
      attempts.length,
      attempts.length + STATUSES_AT_ONCE,
    );
    attempts.push(
      ...(await Promise.all(
        next.map(deployment => readAttempt(octokit, repository, deployment)),
      )),
    );
  }
  return attempts;
}

async function readAttempt(
  octokit: Octokit,
  { owner, repo }: Repository,
  deployment: Deployment,
): Promise<Attempt> {
  const { data } = await octokit.rest.repos.listDeploymentStatuses({
    owner,
    repo,
    deployment_id: deployment.id,
    per_page: NEWEST_DEPLOYMENTS,
  });
  return { deployment, statuses: data.toSorted((a, b) => b.id - a.id) };
}
