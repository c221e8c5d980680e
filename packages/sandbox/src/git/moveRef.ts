import { Forge } from '../forge/Forge';
import { Caller, Repository } from '../forge/model';
import { noObject } from '../forge/names';
import { ValidationFailedError } from '../forge/ValidationFailedError';
import { GitError } from '../forge/Git';

export interface MoveRefOptions {
  ref: string;
  /** Forty zeros take the ref away. */
  to: string;
  /** Where the ref must be now; forty zeros for a ref that must not be there yet. */
  from: string;
}

/** Moves a ref by the API, with all that a push brings about. Throws ValidationFailedError when it stands elsewhere. */
export async function moveRef(
  forge: Forge,
  repository: Repository,
  caller: Caller,
  { ref, to, from }: MoveRefOptions,
): Promise<void> {
  const pusher = {
    person: caller.person,
    viaWorkflowToken: caller.kind === 'workflow',
  };
  await forge.pushes.perform(repository.id, pusher, async current => {
    try {
      await forge.git.run(
        to === noObject
          ? ['update-ref', '-d', ref, from]
          : ['update-ref', ref, to, from],
        { repository: forge.repositories.folder(current) },
      );
    } catch (error) {
      if (error instanceof GitError) {
        throw new ValidationFailedError('Reference cannot be updated', []);
      }
      throw error;
    }
  });
}
