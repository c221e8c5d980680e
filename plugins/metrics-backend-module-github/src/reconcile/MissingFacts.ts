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
/** Of a comparison that is longer the rest is left out, and it says so. */
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
  const repository = await findRepository(octokit, { owner, repo });
  // It is gone, or the app may not read it: nothing is known of it, not even that it is missing.
  if (!repository) return;
  const { project } = missing;
  for (const pair of missing.comparisons)
    await sink.record('github', [
      comparisonFact(
        { project },
        pair,
        await compare(octokit, { owner, repo, ...pair }),
      ),
    ]);
  for (const changeId of missing.changes.filter(id => /^\d+$/.test(id))) {
    const pull = { owner, repo, pull_number: Number(changeId) };
    const change = changeFact(
      {
        project,
        url: repository.html_url,
        defaultBranch: repository.default_branch,
      },
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

async function findRepository(
  octokit: Octokit,
  address: { owner: string; repo: string },
) {
  try {
    return (await octokit.rest.repos.get(address)).data;
  } catch (error) {
    if (hasStatus(error, 403, 404, 451)) return undefined;
    throw error;
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
