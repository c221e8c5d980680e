import { NotFoundError } from '@backstage/errors';
import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { resolveRef } from '../git/resolveRef';
import { treePathOf } from '../rest/treePathOf';

/** A place in a repository at one commit. */
export interface PagePlace {
  repository: Repository;
  ref: string;
  sha: string;
  /** Empty for the top. */
  path: string;
}

/** Takes `<ref>/<path>` apart, where the ref may have slashes too. Throws NotFoundError when there is no such ref. */
export async function placeOf(
  forge: Forge,
  repository: Repository,
  rest: string,
): Promise<PagePlace> {
  const parts = rest.split('/').filter(Boolean);
  for (let count = 1; count <= parts.length; count += 1) {
    const ref = parts.slice(0, count).join('/');
    const sha = await resolveRef(forge, repository, ref);
    if (sha) {
      const path = treePathOf(parts.slice(count).join('/'));
      return { repository, ref, sha, path };
    }
  }
  throw new NotFoundError('Not Found');
}

/** The address of a page about a path. */
export function pathUrl(
  { repository, ref }: PagePlace,
  kind: 'tree' | 'blob' | 'raw' | 'edit',
  path: string,
): string {
  const encoded = [...ref.split('/'), ...path.split('/')]
    .filter(Boolean)
    .map(encodeURIComponent)
    .join('/');
  return `/${repository.fullName}/${kind}/${encoded}`;
}
