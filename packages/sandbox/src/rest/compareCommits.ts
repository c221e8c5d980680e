import { NotFoundError } from '@backstage/errors';
import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { isObjectId } from '../forge/names';
import { readChanges } from '../git/readChanges';
import { readCommits } from '../git/readCommits';
import { changeJson, commitJson } from '../represent/commits';
import { repositoryPageUrl, repositoryUrl } from '../represent/repositories';
import { Schema } from '../represent/schema';
import { commitIdOf, commitWithId } from './commitOf';

const maximumFiles = 300;

/** The three-dot comparison of two refs: a page of what `to` has since it left `from`, and on the first one the files. */
export async function compareCommits(
  forge: Forge,
  repository: Repository,
  options: { from: string; to: string; page: number; size: number },
): Promise<Schema<'commit-comparison'>> {
  const { from, to, page: number, size } = options;
  const base = await commitIdOf(forge, repository, from);
  const head = await commitIdOf(forge, repository, to);
  const mergeBase = await mergeBaseOf(forge, repository, base, head);
  const [ahead, behind, changes, baseCommit, mergeBaseCommit] =
    await Promise.all([
      readCommits(forge, repository, { revisions: [head, `^${base}`] }),
      readCommits(forge, repository, { revisions: [base, `^${head}`] }),
      readChanges(forge, repository, { from: mergeBase, to: head }),
      commitWithId(forge, repository, base),
      commitWithId(forge, repository, mergeBase),
    ]);
  const path = `compare/${from}...${to}`;
  const page = `${repositoryPageUrl(forge, repository)}/${path}`;
  return {
    url: `${repositoryUrl(forge, repository)}/${path}`,
    html_url: page,
    permalink_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    base_commit: commitJson(forge, repository, baseCommit),
    merge_base_commit: commitJson(forge, repository, mergeBaseCommit),
    status: statusOf(ahead.length, behind.length),
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: ahead
      .reverse()
      .slice((number - 1) * size, number * size)
      .map(commit => commitJson(forge, repository, commit)),
    files: changes
      .slice(0, number === 1 ? maximumFiles : 0)
      .map(change => changeJson(forge, repository, change, head)),
  };
}

/** Where two commits parted. Throws NotFoundError when they have nothing in common, as GitHub does. */
export async function mergeBaseOf(
  forge: Forge,
  repository: Repository,
  base: string,
  head: string,
): Promise<string> {
  const found = await forge.git
    .text(['merge-base', base, head], {
      repository: forge.repositories.folder(repository),
    })
    .catch(() => '');
  if (!isObjectId(found)) {
    throw new NotFoundError(`No common ancestor between ${base} and ${head}.`);
  }
  return found;
}

function statusOf(ahead: number, behind: number) {
  if (ahead > 0 && behind > 0) {
    return 'diverged' as const;
  }
  if (ahead > 0) {
    return 'ahead' as const;
  }
  return behind > 0 ? ('behind' as const) : ('identical' as const);
}
