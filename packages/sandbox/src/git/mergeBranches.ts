import { Forge } from '../forge/Forge';
import { GitError } from '../forge/Git';
import { Repository } from '../forge/model';

/** The tree that merging two commits gives; undefined when they conflict. */
export async function mergedTree(
  forge: Forge,
  repository: Repository,
  { base, head }: { base: string; head: string },
): Promise<string | undefined> {
  try {
    const output = await forge.git.text(
      ['merge-tree', '--write-tree', '--no-messages', base, head],
      { repository: forge.repositories.folder(repository) },
    );
    return output.split('\n')[0];
  } catch (error) {
    // One is git's answer to a conflict.
    if (error instanceof GitError && error.exitCode === 1) {
      return undefined;
    }
    throw error;
  }
}
