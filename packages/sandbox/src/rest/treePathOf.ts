import { NotFoundError } from '@backstage/errors';
import { isTreePath } from '../forge/names';

/** The path without slashes at its ends; empty for the top. Throws NotFoundError for what can't be in a tree. */
export function treePathOf(path: string): string {
  const trimmed = path.replace(/^\/+|\/+$/g, '');
  if (trimmed !== '' && !isTreePath(trimmed)) {
    throw new NotFoundError('Not Found');
  }
  return trimmed;
}
