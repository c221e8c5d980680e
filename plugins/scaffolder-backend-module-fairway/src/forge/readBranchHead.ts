import { Octokit } from '@octokit/rest';
import { describeForgeError } from './ForgeError';
import { RepositoryTarget } from './repositoryTarget';

/** The newest commit of a branch, as its full hash. */
export async function readBranchHead(
  octokit: Octokit,
  target: RepositoryTarget,
  branch: string,
): Promise<string> {
  const { organisation: owner, name: repo } = target;
  try {
    const { data } = await octokit.rest.repos.getBranch({
      owner,
      repo,
      branch,
    });
    return data.commit.sha;
  } catch (error) {
    throw describeForgeError(
      error,
      `find the branch ${branch} of ${owner}/${repo}`,
    );
  }
}
