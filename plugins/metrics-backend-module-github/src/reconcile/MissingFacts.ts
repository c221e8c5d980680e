import type { FactSink, MissingFacts } from '@fairway/plugin-metrics-node';
import type { Octokit } from '@octokit/rest';
import { hasStatus } from '../client/hasStatus';
import { changeFact, type PullCommit, withCommits } from '../facts/changeFacts';
import {
  comparisonFact,
  type GithubComparison,
} from '../facts/comparisonFacts';
import type { RepositoryAddress } from '../projects/Repository';
import { pullSchema } from '../webhook/schemas';

const PAGE = 100;
/** GitHub lists no more commits of a pull request than this. */
const MOST_COMPARED = 5_000;

/** Asks for what figures lack: the commits between two deployments, and the first commits of changes. */
export async function readMissing(options: {
  octokit: Octokit;
  address: RepositoryAddress;
  missing: MissingFacts;
  sink: FactSink;
}): Promise<void> {
  const { octokit, address, missing, sink } = options;
  const { owner, repo } = address;
  const { project } = missing;
  for (const pair of missing.comparisons)
    await sink.record('github', [
      comparisonFact(
        { project },
        pair,
        await compare(octokit, { owner, repo, ...pair }),
      ),
    ]);
  if (!missing.changes.length) return;
  const { data } = await octokit.rest.repos.get({ owner, repo });
  const repository = {
    project,
    url: data.html_url,
    defaultBranch: data.default_branch,
  };
  for (const changeId of missing.changes) {
    const pull = { owner, repo, pull_number: Number(changeId) };
    const change = changeFact(
      { ...repository },
      pullSchema.parse((await octokit.rest.pulls.get(pull)).data),
    );
    if (!change) continue;
    const commits: PullCommit[] = await octokit.paginate(
      octokit.rest.pulls.listCommits,
      { ...pull, per_page: PAGE },
    );
    await sink.record('github', [withCommits(change, commits)]);
  }
}

async function compare(
  octokit: Octokit,
  options: { owner: string; repo: string; base: string; head: string },
): Promise<GithubComparison> {
  const { owner, repo, base, head } = options;
  const commits: GithubComparison['commits'] = [];
  try {
    for (let page = 1; ; page++) {
      const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
        ...{ owner, repo, page, per_page: PAGE },
        basehead: `${base}...${head}`,
      });
      commits.push(...data.commits);
      const { status, total_commits: total } = data;
      if (
        status !== 'ahead' ||
        !data.commits.length ||
        commits.length >= Math.min(total, MOST_COMPARED)
      )
        return { status, total_commits: total, commits };
    }
  } catch (error) {
    // One of them is gone, or they have nothing in common: nobody can say any more what lay between.
    if (hasStatus(error, 404, 422))
      return { status: 'diverged', total_commits: 0, commits: [] };
    throw error;
  }
}
