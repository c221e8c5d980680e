import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { isObjectId } from '../forge/names';

/**
 * The commit that a name stands for, as GitHub's API reads `ref`: a branch, a tag, a full ref, `HEAD`, or an object id
 * of at least seven digits. Nothing means the default branch. Undefined when there is no such commit.
 */
export async function resolveRef(
  forge: Forge,
  repository: Repository,
  name: string | undefined,
): Promise<string | undefined> {
  const asked = !name || name === 'HEAD' ? repository.defaultBranch : name;
  for (const ref of [`refs/heads/${asked}`, `refs/tags/${asked}`, asked]) {
    const sha =
      forge.pushes.shaOf(repository.id, ref) ??
      forge.pushes.shaOf(repository.id, `refs/${ref}`);
    if (sha) {
      return ref.startsWith('refs/heads/') || ref.startsWith('heads/')
        ? sha
        : peel(forge, repository, sha);
    }
  }
  return /^[0-9a-f]{7,40}$/.test(asked)
    ? peel(forge, repository, asked)
    : undefined;
}

/** The commit behind an object id, which may be a tag's or a part of one. */
async function peel(
  forge: Forge,
  repository: Repository,
  id: string,
): Promise<string | undefined> {
  const output = await forge.git.text(['cat-file', '--batch-check'], {
    repository: forge.repositories.folder(repository),
    input: `${id}^{commit}\n`,
  });
  const [sha, type] = output.split(' ');
  return isObjectId(sha) && type === 'commit' ? sha : undefined;
}
