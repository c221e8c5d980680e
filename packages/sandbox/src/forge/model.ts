/** Somebody who can act: a person, or a bot such as an installed app. Times are ISO 8601 in UTC throughout. */
export interface Person {
  id: number;
  login: string;
  name: string | null;
  email: string | null;
  type: 'User' | 'Bot';
  createdAt: string;
}

export interface Organisation {
  id: number;
  login: string;
  name: string;
  description: string | null;
  createdAt: string;
}

export interface Team {
  id: number;
  organisation: string;
  slug: string;
  name: string;
  description: string | null;
}

export type Visibility = 'private' | 'internal' | 'public';

export interface Repository {
  id: number;
  /** Login of the organisation or person it belongs to. */
  owner: string;
  name: string;
  fullName: string;
  description: string | null;
  homepage: string | null;
  visibility: Visibility;
  defaultBranch: string;
  topics: string[];
  archived: boolean;
  /** Merge methods, automatic branch deletion and the like, as the API names them. */
  settings: Record<string, unknown>;
  createdAt: string;
  updatedAt: string;
  pushedAt: string;
}

/** How much a role may do; each includes the ones before. */
export const roles = [
  'none',
  'read',
  'triage',
  'write',
  'maintain',
  'admin',
] as const;
export type Role = (typeof roles)[number];

/** What a token is asked for; the names are those of `permissions:` in a workflow. */
export type Area =
  | 'metadata'
  | 'contents'
  | 'actions'
  | 'administration'
  | 'checks'
  | 'deployments'
  | 'issues'
  | 'packages'
  | 'pull_requests'
  | 'statuses';

export type Permissions = Partial<Record<Area, 'none' | 'read' | 'write'>>;

export type TokenKind =
  'installation' | 'oauth' | 'personal' | 'workflow' | 'session';

/** Who makes a request, and within which limits. */
export interface Caller {
  person: Person;
  kind: TokenKind;
  scopes: string[];
  /** A workflow's token opens this repository only. */
  repositoryId?: number;
  /** A workflow's token has these rights only. */
  permissions?: Permissions;
}
