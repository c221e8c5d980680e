import type { ChangeFact } from '@fairway/plugin-metrics-node';
import type { Repository } from '../projects/Repository';
import type { GithubPull } from '../webhook/schemas';
import { toUtc, toUtcIfAny } from './moments';

/** A pull request into the default branch; one into another branch is no change to what is delivered. */
export function changeFact(
  repository: Repository,
  pull: GithubPull,
): ChangeFact | undefined {
  if (pull.base.ref !== repository.defaultBranch) return undefined;
  const mergedAt = toUtcIfAny(pull.merged_at);
  return {
    type: 'change',
    project: repository.project,
    changeId: String(pull.number),
    title: pull.title,
    url: pull.html_url,
    state: stateOf(pull),
    labels: pull.labels,
    updatedAt: toUtc(pull.updated_at),
    ...(mergedAt && {
      mergedAt,
      // Before the merge it is a trial merge's, which is on no branch.
      ...(pull.merge_commit_sha && { mergeRevision: pull.merge_commit_sha }),
      revisions: [pull.head.sha],
    }),
  };
}

function stateOf(pull: GithubPull): ChangeFact['state'] {
  if (pull.merged_at) return 'merged';
  return pull.state === 'closed' ? 'closed' : 'open';
}

/** A commit of a pull request, as the API lists them. */
export interface PullCommit {
  sha: string;
  commit: {
    author?: { date?: string } | null;
    committer?: { date?: string } | null;
  };
}

/** The same change with what only a list of its commits tells: when its first one was authored, and which they are. */
export function withCommits(
  change: ChangeFact,
  commits: PullCommit[],
): ChangeFact {
  const moments = commits
    .flatMap(
      ({ commit }) => commit.author?.date ?? commit.committer?.date ?? [],
    )
    .map(toUtc)
    .sort();
  return {
    ...change,
    // Without any commit there is nothing earlier than the merge.
    firstCommittedAt: moments[0] ?? change.mergedAt,
    revisions: [
      ...new Set([
        ...(change.revisions ?? []),
        ...commits.map(({ sha }) => sha),
      ]),
    ],
  };
}
