import type {
  EnvironmentReleases,
  Promotion,
  Release,
} from '@fairway/plugin-releases-common';
import type { Octokit } from '@octokit/rest';
import { hasStatus } from '../client/translateError';
import type { WorkflowRun } from '../environments/types';
import type { Repository } from '../repository/repositoryOf';
import { findPromotionRun } from './findPromotionRun';

/** The workflow that carries out a promotion, as golden paths have it. */
export const PROMOTE_WORKFLOW = 'promote.yaml';

const NEWEST_RUNS = 20;

interface Options {
  octokit: Octokit;
  repository: Repository;
}

/** The step from the first environment to production, unless it has been taken. */
export async function readPromotion(
  options: Options & { environments: EnvironmentReleases[] },
): Promise<Promotion | undefined> {
  const { environments } = options;
  const from = environments.find(({ production }) => !production);
  const to = environments.findLast(({ production }) => production);
  const source = from?.current;
  const target = to?.current;
  if (!from || !to || !source || isSame(source, target)) {
    return undefined;
  }
  const [runs, comparison] = await Promise.all([
    readRuns(options),
    target && compare({ ...options, base: target, head: source }),
  ]);
  return {
    from: from.environment,
    to: to.environment,
    version: source.version,
    revision: source.revision,
    ...comparison,
    run: runs && findPromotionRun(runs, { source, target }),
    unavailable: whyUnavailable(source, runs),
  };
}

/** Newest runs of the promotion's workflow; undefined where there is none. */
export async function readRuns({
  octokit,
  repository,
}: Options): Promise<WorkflowRun[] | undefined> {
  const { owner, repo } = repository;
  try {
    const { data } = await octokit.rest.actions.listWorkflowRuns({
      owner,
      repo,
      workflow_id: PROMOTE_WORKFLOW,
      event: 'workflow_dispatch',
      per_page: NEWEST_RUNS,
    });
    return data.workflow_runs;
  } catch (error) {
    if (hasStatus(error, 404)) {
      return undefined;
    }
    throw error;
  }
}

function whyUnavailable(
  source: Release,
  runs: WorkflowRun[] | undefined,
): string | undefined {
  if (!runs) {
    return `The repository has no workflow ${PROMOTE_WORKFLOW}`;
  }
  return source.version
    ? undefined
    : `What ${source.environment} runs was reported without a version`;
}

function isSame(source: Release, target: Release | undefined): boolean {
  return (
    source.revision === target?.revision && source.version === target.version
  );
}

async function compare(
  options: Options & { base: Release; head: Release },
): Promise<Pick<Promotion, 'aheadBy' | 'behindBy' | 'compareUrl'>> {
  const { octokit, repository, base, head } = options;
  const { owner, repo } = repository;
  try {
    const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
      owner,
      repo,
      basehead: `${base.revision}...${head.revision}`,
      per_page: 1,
    });
    return {
      aheadBy: data.ahead_by,
      behindBy: data.behind_by || undefined,
      compareUrl: data.html_url,
    };
  } catch (error) {
    // One of the two commits is no longer in the repository.
    if (hasStatus(error, 404)) {
      return {};
    }
    throw error;
  }
}
