import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { Pull } from '../forge/PullRow';
import { nodeId } from './nodeId';
import { loginJson } from './people';
import {
  repositoryJson,
  repositoryPageUrl,
  repositoryUrl,
} from './repositories';
import { Schema } from './schema';
import { optionalTimestamp, timestamp } from './timestamp';

function linksOf(forge: Forge, repository: Repository, pull: Pull) {
  const api = repositoryUrl(forge, repository);
  const page = `${repositoryPageUrl(forge, repository)}/pull/${pull.number}`;
  const url = `${api}/pulls/${pull.number}`;
  const issue = `${api}/issues/${pull.number}`;
  return {
    url,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issue,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: `${api}/statuses/${pull.headSha}`,
    _links: {
      self: { href: url },
      html: { href: page },
      issue: { href: issue },
      comments: { href: `${issue}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${api}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: `${api}/statuses/${pull.headSha}` },
    },
  };
}

/** A pull request as it appears in a list and in webhooks. */
export function pullJson(
  forge: Forge,
  repository: Repository,
  pull: Pull,
): Schema<'pull-request-simple'> {
  const owner = loginJson(forge, repository.owner);
  const side = (ref: string, sha: string) => ({
    label: `${repository.owner}:${ref}`,
    ref,
    sha,
    user: owner,
    repo: repositoryJson(forge, repository),
  });
  return {
    ...linksOf(forge, repository, pull),
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: loginJson(forge, pull.author),
    body: pull.body,
    labels: [],
    milestone: null,
    active_lock_reason: null,
    created_at: timestamp(pull.createdAt),
    updated_at: timestamp(pull.updatedAt),
    closed_at: optionalTimestamp(pull.closedAt),
    merged_at: optionalTimestamp(pull.mergedAt),
    merge_commit_sha: pull.mergeCommitSha,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    head: side(pull.headRef, pull.headSha),
    base: side(pull.baseRef, pull.baseSha),
    author_association: 'MEMBER',
    auto_merge: null,
    draft: pull.draft,
  };
}

export interface PullFigures {
  commits: number;
  additions: number;
  deletions: number;
  changedFiles: number;
  mergeable: boolean | null;
}

/** The answer to asking for one pull request. */
export function pullDetailsJson(
  forge: Forge,
  repository: Repository,
  pull: Pull,
  figures: PullFigures,
): Schema<'pull-request'> {
  return {
    ...pullJson(forge, repository, pull),
    merged: pull.mergedAt !== null,
    mergeable: pull.state === 'open' ? figures.mergeable : null,
    rebaseable: pull.state === 'open' ? figures.mergeable : null,
    mergeable_state: figures.mergeable ? 'clean' : 'dirty',
    merged_by: pull.mergedBy === null ? null : loginJson(forge, pull.mergedBy),
    comments: 0,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: figures.commits,
    additions: figures.additions,
    deletions: figures.deletions,
    changed_files: figures.changedFiles,
  } as Schema<'pull-request'>;
}
