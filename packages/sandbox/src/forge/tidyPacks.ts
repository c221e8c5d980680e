import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Git } from './Git';

/** A pack is a file with two beside it. */
const mostFiles = 3 * 50;

/** Each push leaves a pack; many are made one again. Git's own check after each push would cost every push a process. */
export async function tidyPacks(git: Git, folder: string): Promise<void> {
  const files = await readdir(join(folder, 'objects/pack')).catch(() => []);
  if (files.length > mostFiles) {
    await git.run(['repack', '-a', '-d', '--quiet'], { repository: folder });
  }
}
