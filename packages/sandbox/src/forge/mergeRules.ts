import { includesRole } from './Access';
import { BranchProtection } from './BranchProtections';
import type { Forge } from './Forge';
import { Caller, Repository } from './model';
import { isKeptOut, mayPassBy } from './protectionRules';
import { Pull } from './PullRow';
import { Review } from './Reviews';

/** Something that was run on a commit, and how it ended; null while it has not. */
export interface Check {
  name: string;
  conclusion: string | null;
}

const passes = ['success', 'neutral', 'skipped'];

/** Why the caller may not merge the pull request as it is; undefined when they may. */
export function mergeRefusal(
  forge: Forge,
  repository: Repository,
  pull: Pull,
  caller: Caller,
): string | undefined {
  if (pull.state === 'closed' || pull.draft) {
    return 'Pull Request is not mergeable';
  }
  const rules = forge.protections.find(repository.id, pull.baseRef);
  if (!rules || mayPassBy(forge, repository, caller, rules)) {
    return undefined;
  }
  if (rules.lock_branch) {
    return 'Cannot change this locked branch';
  }
  if (isKeptOut(forge, caller, rules)) {
    return 'You are not authorized to push to this branch.';
  }
  return (
    reviewRefusal(forge, repository, pull, rules) ??
    checkRefusal(forge, repository, pull, rules)
  );
}

function reviewRefusal(
  forge: Forge,
  repository: Repository,
  pull: Pull,
  { required_pull_request_reviews: wanted }: BranchProtection,
): string | undefined {
  if (!wanted) {
    return undefined;
  }
  const needed = Number(wanted.required_approving_review_count ?? 1);
  const verdicts = latestVerdicts(forge.reviews.list(pull.id)).filter(
    review => !wanted.dismiss_stale_reviews || review.sha === pull.headSha,
  );
  const counts = (review: Review) =>
    includesRole(forge.access.roleOf(review.reviewer, repository), 'write');
  if (
    verdicts.some(
      review => review.state === 'CHANGES_REQUESTED' && counts(review),
    )
  ) {
    return 'Changes were requested by a reviewer with write access.';
  }
  const approvals = verdicts.filter(
    review => review.state === 'APPROVED' && counts(review),
  );
  return approvals.length < needed
    ? `At least ${needed} approving review is required by reviewers with write access.`
    : undefined;
}

/** What each reviewer said last; a comment takes nothing back. */
function latestVerdicts(reviews: readonly Review[]): Review[] {
  const verdicts = reviews.filter(review => review.state !== 'COMMENTED');
  return [
    ...new Map(verdicts.map(review => [review.reviewer, review])).values(),
  ];
}

function checkRefusal(
  forge: Forge,
  repository: Repository,
  pull: Pull,
  { required_status_checks: wanted }: BranchProtection,
): string | undefined {
  const contexts = wanted?.contexts ?? [];
  const reported = forge.statuses
    .latest(repository.id, pull.headSha)
    .map(({ context, state }) => ({ name: context, conclusion: state }));
  const checks = [...forge.checksOf(repository.id, pull.headSha), ...reported];
  for (const context of contexts) {
    // Newest first: what was run again counts as it ended then.
    const latest = checks.find(check => check.name === context);
    if (!latest) {
      return `Required status check "${context}" is expected.`;
    }
    if (!passes.includes(latest.conclusion ?? '')) {
      return `Required status check "${context}" has not succeeded.`;
    }
  }
  return undefined;
}
