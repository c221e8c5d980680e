/** A pull request. Logins stand for people, branch names for refs. */
export interface Pull {
  id: number;
  repositoryId: number;
  number: number;
  title: string;
  body: string | null;
  author: string;
  state: 'open' | 'closed';
  draft: boolean;
  headRef: string;
  headSha: string;
  baseRef: string;
  baseSha: string;
  mergeCommitSha: string | null;
  mergedBy: string | null;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  mergedAt: string | null;
}

export interface PullRow {
  id: number;
  repository_id: number;
  number: number;
  title: string;
  body: string | null;
  author: string;
  state: 'open' | 'closed';
  draft: number;
  head_ref: string;
  head_sha: string;
  base_ref: string;
  base_sha: string;
  merge_commit_sha: string | null;
  merged_by: string | null;
  created_at: string;
  updated_at: string;
  closed_at: string | null;
  merged_at: string | null;
}

export function toPull(row: PullRow): Pull {
  return {
    id: row.id,
    repositoryId: row.repository_id,
    number: row.number,
    title: row.title,
    body: row.body,
    author: row.author,
    state: row.state,
    draft: row.draft === 1,
    headRef: row.head_ref,
    headSha: row.head_sha,
    baseRef: row.base_ref,
    baseSha: row.base_sha,
    mergeCommitSha: row.merge_commit_sha,
    mergedBy: row.merged_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    closedAt: row.closed_at,
    mergedAt: row.merged_at,
  };
}
