import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { TreeEntry } from '../git/readTree';
import { nodeId } from './nodeId';
import { repositoryUrl } from './repositories';
import { Schema } from './schema';

export function refJson(
  forge: Forge,
  repository: Repository,
  ref: string,
  object: { type: string; id: string },
): Schema<'git-ref'> {
  const api = repositoryUrl(forge, repository);
  return {
    ref,
    node_id: nodeId('Ref', `${repository.id}:${ref}`),
    url: `${api}/git/${ref}`,
    object: {
      sha: object.id,
      type: object.type,
      url: `${api}/git/${object.type}s/${object.id}`,
    },
  };
}

export function treeJson(
  forge: Forge,
  repository: Repository,
  id: string,
  entries: readonly TreeEntry[],
): Schema<'git-tree'> {
  const api = repositoryUrl(forge, repository);
  return {
    sha: id,
    url: `${api}/git/trees/${id}`,
    tree: entries.map(entry => ({
      path: entry.path,
      mode: entry.mode,
      type: entry.type,
      sha: entry.id,
      ...(entry.size !== undefined && { size: entry.size }),
      ...(entry.type !== 'commit' && {
        url: `${api}/git/${entry.type}s/${entry.id}`,
      }),
    })),
    truncated: false,
  };
}
