import { Repository, Visibility } from './model';

export interface RepositoryRow {
  id: number;
  owner: string;
  name: string;
  description: string | null;
  homepage: string | null;
  visibility: Visibility;
  default_branch: string;
  topics: string;
  archived: number;
  settings: string;
  created_at: string;
  updated_at: string;
  pushed_at: string;
}

export function toRepository(row: RepositoryRow): Repository {
  return {
    id: row.id,
    owner: row.owner,
    name: row.name,
    fullName: `${row.owner}/${row.name}`,
    description: row.description,
    homepage: row.homepage,
    visibility: row.visibility,
    defaultBranch: row.default_branch,
    topics: JSON.parse(row.topics),
    archived: row.archived === 1,
    settings: JSON.parse(row.settings),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    pushedAt: row.pushed_at,
  };
}
