import { NotFoundError } from '@backstage/errors';
import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { ValidationFailedError } from '../forge/ValidationFailedError';
import { Commit, readCommits } from '../git/readCommits';
import { resolveRef } from '../git/resolveRef';

/** The object id of the commit that a name stands for. Throws what GitHub answers when there is none. */
export async function commitIdOf(
  forge: Forge,
  repository: Repository,
  ref: string | undefined,
  missing: 'not found' | 'invalid' = 'not found',
): Promise<string> {
  const sha = await resolveRef(forge, repository, ref);
  if (sha) {
    return sha;
  }
  if (missing === 'not found') {
    throw new NotFoundError(`No commit found for the ref ${ref ?? ''}`);
  }
  throw new ValidationFailedError(`No commit found for SHA: ${ref ?? ''}`, []);
}

/** The commit with this object id. */
export async function commitWithId(
  forge: Forge,
  repository: Repository,
  sha: string,
): Promise<Commit> {
  const [commit] = await readCommits(forge, repository, {
    revisions: [sha],
    limit: 1,
  });
  return commit;
}
