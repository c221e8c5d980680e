import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runGit } from './runGit';

/** Who made a commit, and when. */
export interface Signature {
  name: string;
  email: string;
  /** ISO 8601 */
  date: string;
}

/** A first commit: the same folder, message and signature always give the same hash. */
export interface RootCommit {
  commit: string;
}

/**
 * Records a folder as the first commit of a branch, in a repository of its own beside it. A `.git` in the folder
 * itself is neither used nor recorded; `.gitignore` is respected, executable bits and symbolic links are kept.
 *
 * @param gitDir - an empty directory for git's data; the caller removes it.
 */
export async function commitFolder(options: {
  folder: string;
  gitDir: string;
  branch: string;
  message: string;
  signature: Signature;
  signal?: AbortSignal;
}): Promise<RootCommit> {
  const { folder, gitDir, branch, message, signature, signal } = options;
  await layOut(gitDir, branch);
  const run = { gitDir, workTree: folder, signal };
  await runGit({ ...run, args: ['add', '--all', '--', '.'] });
  await runGit({
    ...run,
    args: [
      'commit',
      '--quiet',
      '--no-verify',
      '--cleanup=verbatim',
      '-m',
      message,
    ],
    env: {
      GIT_AUTHOR_NAME: signature.name,
      GIT_AUTHOR_EMAIL: signature.email,
      GIT_AUTHOR_DATE: signature.date,
      GIT_COMMITTER_NAME: signature.name,
      GIT_COMMITTER_EMAIL: signature.email,
      GIT_COMMITTER_DATE: signature.date,
    },
  });
  const reference = await readFile(join(gitDir, 'refs/heads', branch), 'utf8');
  return { commit: reference.trim() };
}

/** What `git init` does, without its templates and a process less. */
async function layOut(gitDir: string, branch: string): Promise<void> {
  await Promise.all([
    mkdir(join(gitDir, 'objects'), { recursive: true }),
    mkdir(join(gitDir, 'refs/heads'), { recursive: true }),
  ]);
  await writeFile(join(gitDir, 'HEAD'), `ref: refs/heads/${branch}\n`);
}
