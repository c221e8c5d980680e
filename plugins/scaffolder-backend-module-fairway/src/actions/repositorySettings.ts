import { LoggerService } from '@backstage/backend-plugin-api';
import { Octokit } from '@octokit/rest';
import { describeForgeError } from '../forge/ForgeError';
import { administrator, Collaborator, grantAccess } from '../forge/grantAccess';
import { protectBranch, ProtectionOutcome } from '../forge/protectBranch';
import { RepositoryTarget } from '../forge/repositoryTarget';
import { PublishRequest } from './publishGithubSchema';

/**
 * Everybody who gets access.
 *
 * @throws InputError when a team is another organisation's.
 */
export function listCollaborators(
  target: RepositoryTarget,
  input: PublishRequest,
): Collaborator[] {
  const admin = input.access && administrator(input.access, target);
  return [...(admin ? [admin] : []), ...(input.collaborators ?? [])];
}

/** Topics and access, which depend neither on each other nor on the first commit. Repeating them changes nothing. */
export async function applySettings(
  octokit: Octokit,
  target: RepositoryTarget,
  input: PublishRequest,
): Promise<void> {
  const { organisation: owner, name: repo } = target;
  const work = listCollaborators(target, input).map(collaborator =>
    grantAccess(octokit, target, collaborator),
  );
  if (input.topics?.length) {
    const names = input.topics.map(topic => topic.toLowerCase());
    work.push(setTopics(octokit, { owner, repo, names }));
  }
  await Promise.allSettled(work);
  await Promise.all(work);
}

async function setTopics(
  octokit: Octokit,
  topics: { owner: string; repo: string; names: string[] },
): Promise<void> {
  try {
    await octokit.rest.repos.replaceAllTopics(topics);
  } catch (error) {
    throw describeForgeError(
      error,
      `set the topics of ${topics.owner}/${topics.repo}`,
    );
  }
}

/** Protects the default branch as the template wants it, once the branch exists. */
export async function protectDefaultBranch(options: {
  octokit: Octokit;
  target: RepositoryTarget;
  branch: string;
  input: PublishRequest;
  logger: LoggerService;
}): Promise<ProtectionOutcome | 'off'> {
  const { input, branch, target, logger } = options;
  if (input.protectDefaultBranch === false) {
    return 'off';
  }
  const outcome = await protectBranch({
    octokit: options.octokit,
    target,
    branch,
    preferred: input.protection === 'preferred',
    rules: {
      requiredApprovingReviewCount: input.requiredApprovingReviewCount ?? 1,
      requireCodeOwnerReviews: input.requireCodeOwnerReviews ?? false,
      dismissStaleReviews: input.dismissStaleReviews ?? false,
      requiredStatusCheckContexts: input.requiredStatusCheckContexts ?? [],
      requireBranchesToBeUpToDate: input.requireBranchesToBeUpToDate ?? true,
      requiredConversationResolution:
        input.requiredConversationResolution ?? false,
      requiredLinearHistory: input.requiredLinearHistory ?? false,
      enforceAdmins: input.protectEnforceAdmins ?? true,
    },
  });
  if (outcome === 'missing') {
    logger.warn(
      `${branch} is NOT protected: the forge does not offer it for this repository, and the template only prefers it`,
    );
  }
  return outcome;
}
