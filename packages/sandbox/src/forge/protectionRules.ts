import { ConflictError } from '@backstage/errors';
import { BranchProtection } from './BranchProtections';
import { Forge } from './Forge';
import { Caller, Repository } from './model';

/** True when the caller may pass by the rules of a protected branch. */
export function mayPassBy(
  forge: Forge,
  repository: Repository,
  caller: Caller,
  rules: BranchProtection,
): boolean {
  return (
    !rules.enforce_admins &&
    forge.access.allows(caller, repository, 'administration', 'write')
  );
}

/** True when the branch may be pushed to only by some, and the caller is none of them. */
export function isKeptOut(
  forge: Forge,
  caller: Caller,
  rules: BranchProtection,
): boolean {
  const { restrictions } = rules;
  if (!restrictions) {
    return false;
  }
  const { login } = caller.person;
  const apps = (restrictions.apps ?? []).map(slug => `${slug}[bot]`);
  const inTeam = forge.people
    .organisations()
    .flatMap(organisation => forge.people.teams(organisation.login))
    .filter(team => restrictions.teams.includes(team.slug))
    .some(team =>
      forge.people.teamMembers(team.id).some(person => person.login === login),
    );
  return ![...restrictions.users, ...apps].includes(login) && !inTeam;
}

/** Why the caller may not push to this branch; undefined when they may. */
export function refusalOf(
  forge: Forge,
  repository: Repository,
  caller: Caller,
  branch: string,
): string | undefined {
  const rules = forge.protections.find(repository.id, branch);
  if (!rules || mayPassBy(forge, repository, caller, rules)) {
    return undefined;
  }
  if (rules.lock_branch) {
    return 'Cannot change this locked branch';
  }
  if (rules.required_pull_request_reviews) {
    return 'Changes must be made through a pull request.';
  }
  if (rules.required_status_checks?.contexts.length) {
    return 'Required status checks are expected.';
  }
  return isKeptOut(forge, caller, rules)
    ? 'You are not authorized to push to this branch.'
    : undefined;
}

/** Refs that the caller may not push to at all, and those that may only go forward for them. */
export function protectedRefs(
  forge: Forge,
  repository: Repository,
  caller: Caller,
): { refused: string[]; forwardOnly: string[] } {
  const refused: string[] = [];
  const forwardOnly: string[] = [];
  for (const [branch, rules] of forge.protections.list(repository.id)) {
    const ref = `refs/heads/${branch}`;
    if (refusalOf(forge, repository, caller, branch)) {
      refused.push(ref);
    } else if (
      !rules.allow_force_pushes &&
      !mayPassBy(forge, repository, caller, rules)
    ) {
      forwardOnly.push(ref);
    }
  }
  return { refused, forwardOnly };
}

/** Throws ConflictError, as GitHub's contents API does, when the caller may not push to the branch. */
export function requireUnprotected(
  forge: Forge,
  repository: Repository,
  caller: Caller,
  branch: string,
): void {
  const refusal = refusalOf(forge, repository, caller, branch);
  if (refusal) {
    throw new ConflictError(`Could not update file: ${refusal}`);
  }
}
