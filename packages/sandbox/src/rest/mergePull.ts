import { Forge } from '../forge/Forge';
import { Caller, Repository } from '../forge/model';
import { noObject } from '../forge/names';
import { Pull } from '../forge/PullRow';
import { moveRef } from '../git/moveRef';
import { mergedTree } from '../git/mergeBranches';
import { authorOf, signatureEnvironment } from '../git/writeCommit';

export interface MergePullOptions {
  method: 'merge' | 'squash';
  title?: string;
  message?: string;
}

/** Merges a pull request's branch into its base, and tells the new commit; undefined when the two conflict. */
export async function mergePull(
  forge: Forge,
  repository: Repository,
  pull: Pull,
  caller: Caller,
  options: MergePullOptions,
): Promise<string | undefined> {
  const tree = await mergedTree(forge, repository, {
    base: pull.baseSha,
    head: pull.headSha,
  });
  if (!tree) {
    return undefined;
  }
  const squash = options.method === 'squash';
  const title =
    options.title ??
    (squash
      ? `${pull.title} (#${pull.number})`
      : `Merge pull request #${pull.number} from ${repository.owner}/${pull.headRef}`);
  const message = options.message ?? (squash ? (pull.body ?? '') : pull.title);
  const sha = await forge.git.text(
    [
      'commit-tree',
      tree,
      '-p',
      pull.baseSha,
      ...(squash ? [] : ['-p', pull.headSha]),
      '-F',
      '-',
    ],
    {
      repository: forge.repositories.folder(repository),
      input: `${title}\n\n${message}`.trim(),
      environment: signatureEnvironment(authorOf(caller.person)),
    },
  );
  await moveRef(forge, repository, caller, {
    ref: `refs/heads/${pull.baseRef}`,
    from: pull.baseSha,
    to: sha,
  });
  // A merge commit brings the pull request's head along and has closed it by that; a squash has not.
  const current = forge.pulls.find(repository.id, pull.number)!;
  if (current.state === 'open') {
    forge.pulls.update(
      repository,
      current,
      {
        state: 'closed',
        mergeCommitSha: sha,
        mergedBy: caller.person.login,
        mergedAt: new Date().toISOString(),
      },
      { action: 'closed', sender: caller.person.login },
    );
  }
  await deleteMerged(forge, repository, pull, caller);
  return sha;
}

/** Where the repository says so, a branch that is merged is not needed any more. */
async function deleteMerged(
  forge: Forge,
  repository: Repository,
  { headRef, headSha }: Pull,
  caller: Caller,
) {
  const ref = `refs/heads/${headRef}`;
  if (
    repository.settings.delete_branch_on_merge === true &&
    headRef !== repository.defaultBranch &&
    !forge.protections.find(repository.id, headRef) &&
    forge.pushes.shaOf(repository.id, ref) === headSha
  ) {
    await moveRef(forge, repository, caller, {
      ref,
      from: headSha,
      to: noObject,
    });
  }
}
