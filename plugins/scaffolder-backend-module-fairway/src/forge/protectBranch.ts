import { Octokit } from '@octokit/rest';
import { describeForgeError, forgeStatus } from './ForgeError';
import { RepositoryTarget } from './repositoryTarget';

/** What has to hold before something is merged. */
export interface ProtectionRules {
  requiredApprovingReviewCount: number;
  requireCodeOwnerReviews: boolean;
  dismissStaleReviews: boolean;
  requiredStatusCheckContexts: string[];
  requireBranchesToBeUpToDate: boolean;
  requiredConversationResolution: boolean;
  requiredLinearHistory: boolean;
  enforceAdmins: boolean;
}

/** `missing` only where the caller said that it may be: the forge does not offer it for this repository. */
export type ProtectionOutcome = 'applied' | 'missing';

/**
 * Protects a branch and makes sure by asking that it is protected.
 *
 * @param preferred - a forge that has no protection for this repository (a private one of a free organisation) is
 *   reported as `missing` instead of failing.
 */
export async function protectBranch(options: {
  octokit: Octokit;
  target: RepositoryTarget;
  branch: string;
  rules: ProtectionRules;
  preferred: boolean;
}): Promise<ProtectionOutcome> {
  const { octokit, target, branch, rules } = options;
  const place = { owner: target.organisation, repo: target.name, branch };
  try {
    await octokit.rest.repos.updateBranchProtection({
      ...place,
      required_status_checks: {
        strict: rules.requireBranchesToBeUpToDate,
        contexts: rules.requiredStatusCheckContexts,
      },
      enforce_admins: rules.enforceAdmins,
      required_pull_request_reviews: {
        required_approving_review_count: rules.requiredApprovingReviewCount,
        require_code_owner_reviews: rules.requireCodeOwnerReviews,
        dismiss_stale_reviews: rules.dismissStaleReviews,
      },
      required_conversation_resolution: rules.requiredConversationResolution,
      required_linear_history: rules.requiredLinearHistory,
      restrictions: null,
    });
    await octokit.rest.repos.getBranchProtection(place);
    return 'applied';
  } catch (error) {
    if (options.preferred && isNotOffered(error)) {
      return 'missing';
    }
    throw describeForgeError(
      error,
      `protect the branch ${branch} of ${target.organisation}/${target.name}`,
      isNotOffered(error)
        ? 'Branch protection of private repositories needs a paid plan: make the repository public, or let the template say `protection: preferred`.'
        : undefined,
    );
  }
}

function isNotOffered(error: unknown): boolean {
  return (
    forgeStatus(error) === 403 &&
    /upgrade to github/i.test((error as Error).message)
  );
}
