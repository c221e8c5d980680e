import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Forge } from '../forge/Forge';
import { GitError } from '../forge/Git';
import { Repository } from '../forge/model';
import { ValidationFailedError } from '../forge/ValidationFailedError';

export interface WriteTreeOptions {
  /** A tree to begin with. */
  onto?: string;
  entries: Array<{
    path: string;
    mode: string;
    /** Null takes the path away. */
    sha?: string | null;
    content?: string;
  }>;
}

/** Makes a tree and tells its id. Throws ValidationFailedError when it can't be made of what is there. */
export async function writeTree(
  forge: Forge,
  repository: Repository,
  { onto, entries }: WriteTreeOptions,
): Promise<string> {
  const folder = forge.repositories.folder(repository);
  const index = join(folder, `index-${randomUUID()}`);
  const run = (args: string[], input?: string) =>
    forge.git.text(args, {
      repository: folder,
      input,
      environment: { GIT_INDEX_FILE: index },
    });
  try {
    if (onto) {
      await run(['read-tree', onto]);
    }
    for (const entry of entries) {
      if (entry.mode === '040000') {
        await run(['read-tree', `--prefix=${entry.path}/`, entry.sha ?? '']);
        continue;
      }
      const id =
        entry.content === undefined
          ? entry.sha
          : await run(['hash-object', '-w', '--stdin'], entry.content);
      const line = id
        ? `${entry.mode} ${id}\t${entry.path}\0`
        : `0 ${'0'.repeat(40)}\t${entry.path}\0`;
      await run(['update-index', '-z', '--index-info'], line);
    }
    return await run(['write-tree']);
  } catch (error) {
    if (error instanceof GitError) {
      throw new ValidationFailedError('The tree cannot be written', []);
    }
    throw error;
  } finally {
    await rm(index, { force: true });
  }
}
