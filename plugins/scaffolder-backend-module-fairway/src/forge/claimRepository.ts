import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { Octokit } from '@octokit/rest';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeForgeError, forgeStatus } from './ForgeError';
import { ParkedError } from './ParkedError';
import { RepositoryTarget } from './repositoryTarget';

/** How a new repository is set up. */
export interface RepositoryOptions {
  description?: string;
  visibility: 'private' | 'internal' | 'public';
  deleteBranchOnMerge?: boolean;
  hasIssues?: boolean;
  hasProjects?: boolean;
  hasWiki?: boolean;
  allowAutoMerge?: boolean;
  allowMergeCommit?: boolean;
  allowRebaseMerge?: boolean;
  allowSquashMerge?: boolean;
}

/** A repository that belongs to this request. */
export interface ClaimedRepository {
  url: string;
  /** When the forge created it, ISO 8601; the date of the first commit. */
  createdAt: string;
  /** Whether it was there before this attempt, so that its contents have to be looked at. */
  adopted: boolean;
}

const TRIES = 3;
const FIRST_PAUSE = 1000;

/**
 * Creates the repository, or finds the one that an earlier attempt of the same request has created.
 *
 * The marker by which a request knows its own is the repository's homepage: the page of the request in the portal. It
 * is part of the very call that creates the repository, is there on every edition of GitHub, and tells a reader of the
 * repository where it comes from. A repository without it belongs to somebody else and is left alone.
 *
 * A failed create may have worked all the same, so each further try looks first.
 *
 * @throws ConflictError when somebody else's repository has the name.
 */
export async function claimRepository(options: {
  octokit: Octokit;
  target: RepositoryTarget;
  repository: RepositoryOptions;
  /** URL of the request's page in the portal. */
  marker: string;
  logger: LoggerService;
  signal?: AbortSignal;
}): Promise<ClaimedRepository> {
  const { octokit, target, marker, logger, signal } = options;
  const fullName = `${target.organisation}/${target.name}`;
  for (let attempt = 1; ; attempt++) {
    const existing = await findOwnRepository(octokit, target, marker);
    if (existing) {
      logger.info(`Adopting ${existing.url}, which this request has created`);
      return existing;
    }
    try {
      return await create(options);
    } catch (error) {
      if (error instanceof ParkedError) {
        throw error;
      }
      const status = forgeStatus(error);
      const unclear = status === undefined || status >= 500 || isTaken(error);
      if (signal?.aborted || !unclear || attempt === TRIES) {
        throw describeForgeError(error, `create ${fullName}`, nextStep(error));
      }
      if (!isTaken(error)) {
        logger.warn(`Creating ${fullName} failed, looking again`, {
          status: status ?? 'no answer',
          attempt,
        });
        const jitter = 0.5 + Math.random();
        await sleep(FIRST_PAUSE * 2 ** (attempt - 1) * jitter, undefined, {
          signal,
        });
      }
    }
  }
}

async function create(
  options: Parameters<typeof claimRepository>[0],
): Promise<ClaimedRepository> {
  const { octokit, target, repository, marker } = options;
  const { data } = await octokit.rest.repos.createInOrg({
    org: target.organisation,
    name: target.name,
    description: repository.description,
    homepage: marker,
    private: repository.visibility !== 'public',
    // The generated types do not know "internal", which GitHub Enterprise has.
    visibility: repository.visibility as 'private' | 'public',
    delete_branch_on_merge: repository.deleteBranchOnMerge,
    has_issues: repository.hasIssues,
    has_projects: repository.hasProjects,
    has_wiki: repository.hasWiki,
    allow_auto_merge: repository.allowAutoMerge,
    allow_merge_commit: repository.allowMergeCommit,
    allow_rebase_merge: repository.allowRebaseMerge,
    allow_squash_merge: repository.allowSquashMerge,
    auto_init: false,
    // Blind retries could fail on the repository that the first try has made.
    request: { retries: 0 },
  });
  return {
    url: data.html_url,
    createdAt: data.created_at,
    adopted: false,
  };
}

/**
 * Finds the repository if this request has created it.
 *
 * @throws ConflictError when somebody else's repository has the name.
 */
export async function findOwnRepository(
  octokit: Octokit,
  target: RepositoryTarget,
  marker: string,
): Promise<ClaimedRepository | undefined> {
  const fullName = `${target.organisation}/${target.name}`;
  try {
    const { data } = await octokit.rest.repos.get({
      owner: target.organisation,
      repo: target.name,
    });
    // A renamed repository answers under its old name too.
    if (data.homepage !== marker || data.full_name !== fullName) {
      throw new ConflictError(
        `Repository ${fullName} already exists and was not created by this request: ${data.html_url}. Nothing was written to it. Start again with another name.`,
      );
    }
    return {
      url: data.html_url,
      createdAt: data.created_at,
      adopted: true,
    };
  } catch (error) {
    if (forgeStatus(error) === 404) {
      return undefined;
    }
    throw describeForgeError(error, `look for ${fullName}`);
  }
}

/** Somebody, or an earlier attempt of ours, came in between. */
function isTaken(error: unknown): boolean {
  return (
    forgeStatus(error) === 422 &&
    /already exists/i.test((error as Error).message)
  );
}

function nextStep(error: unknown): string | undefined {
  switch (forgeStatus(error)) {
    case 403:
      return `Give the portal's GitHub App "administration: write" in this organisation, then retry.`;
    case 404:
      return `Check that the organisation exists and that the portal's GitHub App is installed in it, then retry.`;
    default:
      return undefined;
  }
}
