import { BranchProtection } from '../forge/BranchProtections';
import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { loginJson } from './people';
import { repositoryPageUrl, repositoryUrl } from './repositories';
import { Schema } from './schema';
import { teamJson } from './teams';

/** The address of a branch's protection. */
export function protectionUrl(
  forge: Forge,
  repository: Repository,
  branch: string,
): string {
  return `${repositoryUrl(forge, repository)}/branches/${encodeURIComponent(branch)}/protection`;
}

/** A branch as it appears in a list. */
export function branchJson(
  forge: Forge,
  repository: Repository,
  branch: { name: string; sha: string },
): Schema<'short-branch'> {
  const rules = forge.protections.find(repository.id, branch.name);
  return {
    name: branch.name,
    commit: {
      sha: branch.sha,
      url: `${repositoryUrl(forge, repository)}/commits/${branch.sha}`,
    },
    protected: rules !== undefined,
    protection: {
      enabled: rules !== undefined,
      required_status_checks: {
        enforcement_level: levelOf(rules),
        contexts: rules?.required_status_checks?.contexts ?? [],
        checks: [],
      },
    },
    protection_url: protectionUrl(forge, repository, branch.name),
  };
}

export function branchLinks(
  forge: Forge,
  repository: Repository,
  name: string,
) {
  return {
    self: `${repositoryUrl(forge, repository)}/branches/${encodeURIComponent(name)}`,
    html: `${repositoryPageUrl(forge, repository)}/tree/${name}`,
  };
}

function levelOf(rules: BranchProtection | undefined): string {
  if (!rules?.required_status_checks) {
    return 'off';
  }
  return rules.enforce_admins ? 'everyone' : 'non_admins';
}

/** The rules of a protected branch, as both PUT and GET answer them. */
export function protectionJson(
  forge: Forge,
  repository: Repository,
  branch: string,
  rules: BranchProtection,
): Schema<'protected-branch'> & Schema<'branch-protection'> {
  const url = protectionUrl(forge, repository, branch);
  const switches = [
    'required_linear_history',
    'allow_force_pushes',
    'allow_deletions',
    'block_creations',
    'required_conversation_resolution',
    'lock_branch',
    'allow_fork_syncing',
  ] as const;
  return {
    url,
    ...(rules.required_status_checks && {
      required_status_checks: {
        url: `${url}/required_status_checks`,
        strict: rules.required_status_checks.strict,
        contexts: rules.required_status_checks.contexts,
        contexts_url: `${url}/required_status_checks/contexts`,
        checks: rules.required_status_checks.contexts.map(context => ({
          context,
          app_id: null,
        })),
      },
    }),
    ...(rules.required_pull_request_reviews && {
      required_pull_request_reviews: reviewsJson(
        url,
        rules.required_pull_request_reviews,
      ),
    }),
    ...(rules.restrictions && {
      restrictions: restrictionsJson(forge, repository, url, rules),
    }),
    enforce_admins: {
      url: `${url}/enforce_admins`,
      enabled: rules.enforce_admins ?? false,
    },
    ...(Object.fromEntries(
      switches.map(name => [name, { enabled: rules[name] ?? false }]),
    ) as Record<(typeof switches)[number], { enabled: boolean }>),
    required_signatures: {
      url: `${url}/required_signatures`,
      enabled: false,
    },
  };
}

function reviewsJson(url: string, reviews: Record<string, unknown>) {
  return {
    url: `${url}/required_pull_request_reviews`,
    dismiss_stale_reviews: reviews.dismiss_stale_reviews === true,
    require_code_owner_reviews: reviews.require_code_owner_reviews === true,
    required_approving_review_count: Number(
      reviews.required_approving_review_count ?? 1,
    ),
    require_last_push_approval: reviews.require_last_push_approval === true,
  };
}

function restrictionsJson(
  forge: Forge,
  repository: Repository,
  url: string,
  { restrictions }: BranchProtection,
) {
  const own = `${url}/restrictions`;
  return {
    url: own,
    users_url: `${own}/users`,
    teams_url: `${own}/teams`,
    apps_url: `${own}/apps`,
    users: restrictions!.users.map(login => ({
      ...loginJson(forge, login),
      gravatar_id: '',
      name: undefined,
      email: undefined,
    })),
    teams: restrictions!.teams
      .map(slug => forge.people.team(repository.owner, slug))
      .filter(team => team !== undefined)
      .map(team => teamJson(forge, team)),
    apps: [],
  };
}
