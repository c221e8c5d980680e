import { ConflictError } from '@backstage/errors';
import { Octokit } from '@octokit/rest';
import { describeForgeError, forgeStatus } from './ForgeError';
import { RepositoryTarget } from './repositoryTarget';

/** The line at the end of a first commit's message by which its request is known. */
export function requestTrailer(requestId: string): string {
  return `Fairway-Request: ${requestId}`;
}

// An empty repository is 409 on github.com, an unknown branch 404.
const NOTHING_THERE = [404, 409];

/**
 * Finds the first commit that an earlier attempt of the same request has pushed.
 *
 * @returns its full hash, or nothing when the branch does not exist yet.
 * @throws ConflictError when the branch holds a history that this request did not begin.
 */
export async function findRequestCommit(
  octokit: Octokit,
  target: RepositoryTarget,
  branch: string,
  requestId: string,
): Promise<string | undefined> {
  const { organisation: owner, name: repo } = target;
  const isOurs = (message: string) =>
    message.split('\n').includes(requestTrailer(requestId));
  try {
    const head = await octokit.rest.repos.getBranch({ owner, repo, branch });
    if (isOurs(head.data.commit.commit.message)) {
      return head.data.commit.sha;
    }
    // Somebody was quick to push on top of it.
    const history = await octokit.rest.repos.listCommits({
      owner,
      repo,
      sha: branch,
      per_page: 100,
    });
    const first = history.data.find(entry => isOurs(entry.commit.message));
    if (first) {
      return first.sha;
    }
  } catch (error) {
    if (NOTHING_THERE.includes(forgeStatus(error) ?? 0)) {
      return undefined;
    }
    throw describeForgeError(error, `look at ${owner}/${repo}#${branch}`);
  }
  throw new ConflictError(
    `${owner}/${repo} already has another history on ${branch}; nothing was written to it. Start again with another name.`,
  );
}
