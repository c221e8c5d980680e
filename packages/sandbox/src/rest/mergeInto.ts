import { Forge } from '../forge/Forge';
import { Caller, Repository } from '../forge/model';
import { moveRef } from '../git/moveRef';
import { mergedTree } from '../git/mergeBranches';
import { authorOf, signatureEnvironment } from '../git/writeCommit';

/** Merges the default branch into another and tells the new commit; undefined when the two conflict. */
export async function mergeInto(
  forge: Forge,
  repository: Repository,
  caller: Caller,
  branch: string,
): Promise<string | undefined> {
  const { defaultBranch } = repository;
  const from = (name: string) =>
    forge.pushes.shaOf(repository.id, `refs/heads/${name}`)!;
  const [base, head] = [from(branch), from(defaultBranch)];
  const tree = await mergedTree(forge, repository, { base, head });
  if (!tree) {
    return undefined;
  }
  const sha = await forge.git.text(
    ['commit-tree', tree, '-p', base, '-p', head, '-F', '-'],
    {
      repository: forge.repositories.folder(repository),
      input: `Merge ${defaultBranch} into ${branch}`,
      environment: signatureEnvironment(authorOf(caller.person)),
    },
  );
  await moveRef(forge, repository, caller, {
    ref: `refs/heads/${branch}`,
    from: base,
    to: sha,
  });
  return sha;
}
