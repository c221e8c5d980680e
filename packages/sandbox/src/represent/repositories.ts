import { Forge } from '../forge/Forge';
import { includesRole } from '../forge/Access';
import { Caller, Repository } from '../forge/model';
import { nodeId } from './nodeId';
import { organisationAsOwnerJson, loginJson } from './people';
import { repositoryLinks } from './repositoryLinks';
import { Schema } from './schema';
import { timestamp } from './timestamp';

/** What a repository has when nothing else was said. */
export const defaultSettings = {
  has_issues: true,
  has_projects: true,
  has_wiki: true,
  has_discussions: false,
  allow_squash_merge: true,
  allow_merge_commit: true,
  allow_rebase_merge: true,
  allow_auto_merge: false,
  allow_update_branch: false,
  delete_branch_on_merge: false,
  allow_forking: false,
};

/** The address of a repository in the API. */
export function repositoryUrl(forge: Forge, repository: Repository): string {
  return `${forge.baseUrl}/api/v3/repos/${repository.fullName}`;
}

/** The address of a repository for people. */
export function repositoryPageUrl(
  forge: Forge,
  repository: Repository,
): string {
  return `${forge.baseUrl}/${repository.fullName}`;
}

function ownerJson(forge: Forge, login: string): Schema<'simple-user'> {
  const organisation = forge.people.organisation(login);
  return organisation
    ? organisationAsOwnerJson(forge, organisation)
    : loginJson(forge, login);
}

/** What the caller may do, in the API's words. */
function permissionsJson(
  forge: Forge,
  repository: Repository,
  caller: Caller | undefined,
) {
  const role = caller
    ? forge.access.roleOf(caller.person.login, repository)
    : 'read';
  return {
    admin: includesRole(role, 'admin'),
    maintain: includesRole(role, 'maintain'),
    push: includesRole(role, 'write'),
    triage: includesRole(role, 'triage'),
    pull: includesRole(role, 'read'),
  };
}

/** A repository as it appears in lists, in other answers and in webhooks. */
export function repositoryJson(
  forge: Forge,
  repository: Repository,
  caller?: Caller,
): Schema<'repository'> {
  const settings = { ...defaultSettings, ...repository.settings };
  return {
    id: repository.id,
    node_id: nodeId('Repository', repository.id),
    name: repository.name,
    full_name: repository.fullName,
    private: repository.visibility !== 'public',
    owner: ownerJson(forge, repository.owner),
    description: repository.description,
    fork: false,
    ...repositoryLinks(
      repositoryUrl(forge, repository),
      repositoryPageUrl(forge, repository),
    ),
    homepage: repository.homepage,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    ...settings,
    has_pages: false,
    has_downloads: true,
    forks_count: 0,
    mirror_url: null,
    archived: repository.archived,
    disabled: false,
    open_issues_count: 0,
    license: null,
    is_template: false,
    web_commit_signoff_required: false,
    topics: repository.topics,
    visibility: repository.visibility,
    forks: 0,
    open_issues: 0,
    watchers: 0,
    default_branch: repository.defaultBranch,
    created_at: timestamp(repository.createdAt),
    updated_at: timestamp(repository.updatedAt),
    pushed_at: timestamp(repository.pushedAt),
    permissions: permissionsJson(forge, repository, caller),
  };
}

/** The answer to asking for one repository. */
export function repositoryDetailsJson(
  forge: Forge,
  repository: Repository,
  caller?: Caller,
): Schema<'full-repository'> {
  const {
    code_search_index_status: _index,
    pull_request_creation_policy: _policy,
    ...rest
  } = repositoryJson(forge, repository, caller) as Schema<'repository'> & {
    pull_request_creation_policy?: unknown;
  };
  const organisation = forge.people.organisation(repository.owner);
  return {
    ...rest,
    has_discussions: false,
    ...(organisation && {
      organization: organisationAsOwnerJson(forge, organisation),
    }),
    network_count: 0,
    subscribers_count: 0,
  } as Schema<'full-repository'>;
}
