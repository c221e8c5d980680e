import { Forge } from '../forge/Forge';
import { Organisation, Person } from '../forge/model';
import { nodeId } from './nodeId';
import { Schema } from './schema';
import { timestamp } from './timestamp';

/** Address of the picture that the forge draws for a login. */
export function avatarUrl(forge: Forge, login: string): string {
  return `${forge.baseUrl}/avatars/${encodeURIComponent(login)}.svg`;
}

/** A person or bot as it appears inside other answers. */
export function personJson(
  forge: Forge,
  person: Person,
): Schema<'simple-user'> {
  const { login, type } = person;
  const url = `${forge.baseUrl}/api/v3/users/${encodeURIComponent(login)}`;
  return {
    login,
    id: person.id,
    node_id: nodeId('User', person.id),
    avatar_url: avatarUrl(forge, login),
    gravatar_id: '',
    url,
    html_url:
      type === 'Bot'
        ? `${forge.baseUrl}/apps/${login.replace(/\[bot\]$/, '')}`
        : `${forge.baseUrl}/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    site_admin: false,
  };
}

/** Somebody by login, also when they are no longer there. */
export function loginJson(forge: Forge, login: string): Schema<'simple-user'> {
  return personJson(
    forge,
    forge.people.find(login) ?? {
      id: 0,
      login,
      name: null,
      email: null,
      type: 'User',
      createdAt: new Date(0).toISOString(),
    },
  );
}

/** A person's own page: their mail address is there for everybody who may ask. */
export function profileJson(
  forge: Forge,
  person: Person,
): Schema<'public-user'> {
  const repositories = forge.repositories.list(person.login);
  return {
    ...personJson(forge, person),
    name: person.name,
    company: null,
    blog: '',
    location: null,
    email: person.email,
    hireable: null,
    bio: null,
    public_repos: repositories.filter(
      repository => repository.visibility === 'public',
    ).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: timestamp(person.createdAt),
    updated_at: timestamp(person.createdAt),
  };
}

export function organisationJson(
  forge: Forge,
  organisation: Organisation,
): Schema<'organization-simple'> {
  const url = `${forge.baseUrl}/api/v3/orgs/${organisation.login}`;
  return {
    login: organisation.login,
    id: organisation.id,
    node_id: nodeId('Organization', organisation.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: avatarUrl(forge, organisation.login),
    description: organisation.description,
  };
}

/** The organisation in the place of a person: as the owner of a repository, and under `/users`. */
export function organisationAsOwnerJson(
  forge: Forge,
  organisation: Organisation,
): Schema<'simple-user'> {
  return {
    ...personJson(forge, {
      ...organisation,
      email: null,
      type: 'User',
    }),
    node_id: nodeId('Organization', organisation.id),
    type: 'Organization',
  };
}

export function organisationDetailsJson(
  forge: Forge,
  organisation: Organisation,
): Schema<'organization-full'> {
  return {
    ...organisationJson(forge, organisation),
    name: organisation.name,
    html_url: `${forge.baseUrl}/${organisation.login}`,
    has_organization_projects: false,
    has_repository_projects: false,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    type: 'Organization',
    created_at: timestamp(organisation.createdAt),
    updated_at: timestamp(organisation.createdAt),
    archived_at: null,
  };
}
