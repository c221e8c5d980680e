import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { Pull } from '../forge/PullRow';
import { ValidationFailedError } from '../forge/ValidationFailedError';
import { mergeBaseOf } from './compareCommits';

export interface OpenPullRequest {
  title: string;
  body?: string | null;
  draft?: boolean;
  /** Branches. */
  head: string;
  base: string;
  /** Login. */
  author: string;
  viaWorkflowToken?: boolean;
}

/** Throws ValidationFailedError when a branch is missing, when there is one already, or nothing to merge. */
export async function openPull(
  forge: Forge,
  repository: Repository,
  request: OpenPullRequest,
): Promise<Pull> {
  // There are no forks here: the owner before the colon can only be this one.
  const head = branchOf(
    forge,
    repository,
    'head',
    request.head.replace(`${repository.owner}:`, ''),
  );
  const base = branchOf(forge, repository, 'base', request.base);
  const [open] = forge.pulls.list(repository.id, {
    state: 'open',
    head: head.ref,
    base: base.ref,
  });
  if (open) {
    throw ValidationFailedError.of(
      'PullRequest',
      'head',
      `A pull request already exists for ${repository.owner}:${head.ref}.`,
    );
  }
  const parted = await mergeBaseOf(forge, repository, base.sha, head.sha);
  if (parted === head.sha) {
    throw ValidationFailedError.of(
      'PullRequest',
      'head',
      `No commits between ${base.ref} and ${head.ref}`,
    );
  }
  return forge.pulls.open({
    repository,
    title: request.title,
    body: request.body,
    draft: request.draft,
    author: request.author,
    viaWorkflowToken: request.viaWorkflowToken,
    head,
    base,
  });
}

/** Where a branch is. Throws ValidationFailedError when there is none. */
export function branchOf(
  forge: Forge,
  repository: Repository,
  field: 'head' | 'base',
  ref: string,
) {
  const sha = forge.pushes.shaOf(repository.id, `refs/heads/${ref}`);
  if (!sha) {
    throw new ValidationFailedError('Validation Failed', [
      { resource: 'PullRequest', field, code: 'invalid' },
    ]);
  }
  return { ref, sha };
}
