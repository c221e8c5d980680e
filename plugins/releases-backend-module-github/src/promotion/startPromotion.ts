import { setTimeout } from 'node:timers/promises';
import { ConflictError, toError } from '@backstage/errors';
import {
  isRunPending,
  type PromotionStarted,
} from '@fairway/plugin-releases-common';
import type { PromoteOptions } from '@fairway/plugin-releases-node';
import type { Octokit } from '@octokit/rest';
import { hasStatus } from '../client/translateError';
import type { Repository } from '../repository/repositoryOf';
import { toPromotionRun } from './findPromotionRun';
import { PROMOTE_WORKFLOW, readRuns } from './readPromotion';

const LOOKS_FOR_RUN = 5;
const PAUSE_MILLISECONDS = 1_000;

/** Dispatches the workflow, unless a run for this version is under way. */
export async function startPromotion(options: {
  octokit: Octokit;
  repository: Repository;
  promotion: PromoteOptions;
  /** Waits between two looks for the run; a second unless told. */
  pause?: () => Promise<unknown>;
}): Promise<PromotionStarted> {
  const { octokit, repository, promotion } = options;
  const { version } = promotion;
  const before = await readRuns(options);
  if (!before) {
    throw new ConflictError(
      `The repository has no workflow ${PROMOTE_WORKFLOW}`,
    );
  }
  const pending = before.map(toPromotionRun).find(isRunPending);
  if (pending && (pending.version ?? version) !== version) {
    throw new ConflictError(
      `${pending.version} is being promoted already: ${pending.url}`,
    );
  }
  if (pending) {
    return { url: pending.url };
  }

  const { owner, repo } = repository;
  const { data } = await octokit.rest.repos.get({ owner, repo });
  const url = await dispatch({ ...options, ref: data.default_branch });
  return {
    url:
      url ??
      (await findNewRun({ ...options, known: before.map(({ id }) => id) })) ??
      `${data.html_url}/actions/workflows/${PROMOTE_WORKFLOW}`,
  };
}

/** The new run's page, where the forge says which it is. */
async function dispatch(options: {
  octokit: Octokit;
  repository: Repository;
  promotion: PromoteOptions;
  ref: string;
}): Promise<string | undefined> {
  const { octokit, repository, promotion, ref } = options;
  const { owner, repo } = repository;
  const { from, to, version } = promotion;
  try {
    const { data } = await octokit.request(
      'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
      {
        owner,
        repo,
        workflow_id: PROMOTE_WORKFLOW,
        ref,
        inputs: { from, to, version },
      },
    );
    return (data as { html_url?: string } | undefined)?.html_url;
  } catch (error) {
    if (hasStatus(error, 422)) {
      throw new ConflictError(
        `The workflow ${PROMOTE_WORKFLOW} can't be started: ${toError(error).message}`,
      );
    }
    throw error;
  }
}

// A dispatch is answered before its run exists.
async function findNewRun(options: {
  octokit: Octokit;
  repository: Repository;
  known: number[];
  pause?: () => Promise<unknown>;
}): Promise<string | undefined> {
  const { known, pause = () => setTimeout(PAUSE_MILLISECONDS) } = options;
  for (let look = 1; look <= LOOKS_FOR_RUN; look += 1) {
    const runs = (await readRuns(options)) ?? [];
    const run = runs.find(({ id }) => !known.includes(id));
    if (run) {
      return run.html_url;
    }
    if (look < LOOKS_FOR_RUN) {
      await pause();
    }
  }
  return undefined;
}
