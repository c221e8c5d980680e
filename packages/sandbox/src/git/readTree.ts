import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';

export interface TreeEntry {
  mode: string;
  type: 'blob' | 'tree' | 'commit';
  id: string;
  /** In bytes; blobs only. */
  size?: number;
  /** From the tree that was asked for. */
  path: string;
}

/** What is in a tree, named by any expression for one; with `recursive` what is below it too. */
export async function readTree(
  forge: Forge,
  repository: Repository,
  options: { tree: string; recursive?: boolean },
): Promise<TreeEntry[]> {
  const output = await forge.git.text(
    [
      'ls-tree',
      '-z',
      '--long',
      '--full-tree',
      ...(options.recursive ? ['-r', '-t'] : []),
      options.tree,
    ],
    { repository: forge.repositories.folder(repository) },
  );
  return output
    .split('\0')
    .filter(Boolean)
    .map(line => {
      const tab = line.indexOf('\t');
      const [mode, type, id, size] = line.slice(0, tab).split(/ +/);
      return {
        mode,
        type: type as TreeEntry['type'],
        id,
        ...(size !== '-' && { size: Number(size) }),
        path: line.slice(tab + 1),
      };
    });
}
