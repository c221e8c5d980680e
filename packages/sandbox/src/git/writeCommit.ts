import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Forge } from '../forge/Forge';
import { Person, Repository } from '../forge/model';

/** A file that a commit is to have, or no longer. */
export interface FileEdit {
  path: string;
  /** Undefined takes the file away. */
  content?: Buffer;
  mode?: string;
}

export interface WriteCommitOptions {
  /** Undefined for the first commit. */
  parent?: string;
  edits: FileEdit[];
  message: string;
  author: Author;
  committer?: Author;
}

export interface Author {
  name: string;
  email: string;
  /** ISO 8601; default now. */
  date?: string;
}

/** How somebody signs a commit that the forge makes for them. */
export function authorOf(person: Person): Author {
  return {
    name: person.name ?? person.login,
    email:
      person.email ?? `${person.id}+${person.login}@users.noreply.example.org`,
  };
}

/** Git's environment for who wrote and who committed. */
export function signatureEnvironment(
  author: Author,
  committer: Author = author,
): Record<string, string> {
  return {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    ...(author.date && { GIT_AUTHOR_DATE: author.date }),
    GIT_COMMITTER_NAME: committer.name,
    GIT_COMMITTER_EMAIL: committer.email,
    ...(committer.date && { GIT_COMMITTER_DATE: committer.date }),
  };
}

/** Makes a commit with the edits on top of its parent and tells its id; no ref moves yet. */
export async function writeCommit(
  forge: Forge,
  repository: Repository,
  options: WriteCommitOptions,
): Promise<string> {
  const folder = forge.repositories.folder(repository);
  const index = join(folder, `index-${randomUUID()}`);
  const run = (args: string[], input?: string | Buffer) =>
    forge.git.text(args, {
      repository: folder,
      input,
      environment: {
        GIT_INDEX_FILE: index,
        ...signatureEnvironment(options.author, options.committer),
      },
    });
  try {
    if (options.parent) {
      await run(['read-tree', options.parent]);
    }
    const lines: string[] = [];
    for (const edit of options.edits) {
      const id =
        edit.content &&
        (await run(['hash-object', '-w', '--stdin'], edit.content));
      lines.push(
        id
          ? `${edit.mode ?? '100644'} ${id}\t${edit.path}\0`
          : `0 ${'0'.repeat(40)}\t${edit.path}\0`,
      );
    }
    await run(['update-index', '-z', '--index-info'], lines.join(''));
    const tree = await run(['write-tree']);
    return await run(
      [
        'commit-tree',
        tree,
        ...(options.parent ? ['-p', options.parent] : []),
        '-F',
        '-',
      ],
      options.message,
    );
  } finally {
    await rm(index, { force: true });
  }
}
