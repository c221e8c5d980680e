import type {
  CommitRecord,
  ComparisonFact,
} from '@fairway/plugin-metrics-node';
import type { Repository } from '../projects/Repository';
import type { GithubPush } from '../webhook/schemas';
import { toUtc } from './moments';

/** GitHub's limit for the commits in a push event: at it there may be more. */
const MOST_PUSHED = 2048;
const MOST_TITLE = 200;

/** First line of a message. */
const titleOf = (message: string) =>
  message.split('\n', 1)[0].trim().slice(0, MOST_TITLE);

/**
 * What a push to the default branch brought. None for other branches (of which `deploy`, where deployers read what is to
 * run, is one), for a new or deleted branch, and where history was written anew.
 */
export function comparisonOfPush(
  repository: Repository,
  push: GithubPush,
): ComparisonFact | undefined {
  if (push.ref !== `refs/heads/${repository.defaultBranch}`) return undefined;
  if (push.created || push.deleted || push.forced || !push.commits.length)
    return undefined;
  const commits = push.commits.map(commit => ({
    revision: commit.id,
    committedAt: toUtc(commit.timestamp),
    title: titleOf(commit.message),
  }));
  return {
    type: 'comparison',
    project: repository.project,
    base: push.before,
    head: push.after,
    relation: 'ahead',
    commits,
    truncated: commits.length >= MOST_PUSHED,
    updatedAt: latest(commits),
  };
}

/** An answer of `GET /repos/{owner}/{repo}/compare/{basehead}`, its pages put together. */
export interface GithubComparison {
  status: 'ahead' | 'behind' | 'identical' | 'diverged';
  total_commits: number;
  commits: {
    sha: string;
    commit: {
      message: string;
      author?: { date?: string } | null;
      committer?: { date?: string } | null;
    };
  }[];
}

export function comparisonFact(
  repository: { project: string },
  pair: { base: string; head: string },
  comparison: GithubComparison,
): ComparisonFact {
  const commits = comparison.commits.map(({ sha, commit }) => ({
    revision: sha,
    committedAt: toUtc(
      commit.committer?.date ?? commit.author?.date ?? '1970-01-01T00:00:00Z',
    ),
    title: titleOf(commit.message),
  }));
  return {
    type: 'comparison',
    project: repository.project,
    ...pair,
    relation: comparison.status,
    commits: comparison.status === 'ahead' ? commits : [],
    truncated:
      comparison.status === 'ahead' &&
      commits.length < comparison.total_commits,
    updatedAt: latest(commits),
  };
}

/** Commits do not change, so the last of them says how new a comparison is, whoever made it. */
function latest(commits: CommitRecord[]): string {
  return commits.reduce(
    (last, { committedAt }) => (committedAt > last ? committedAt : last),
    new Date(0).toISOString(),
  );
}
