import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { constants, deflate } from 'node:zlib';

const compress = promisify(deflate);

/** Writes objects into a repository as git itself does: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects. */
export class GitObjects {
  readonly #directory: string;

  /** @param gitDir - the repository's own directory. */
  static create(gitDir: string): GitObjects {
    return new GitObjects(join(gitDir, 'objects'));
  }

  private constructor(directory: string) {
    this.#directory = directory;
  }

  /** @returns the object's hash. */
  async write(
    type: 'blob' | 'tree' | 'commit',
    content: Buffer,
  ): Promise<string> {
    const header = Buffer.from(`${type} ${content.length}\0`);
    const object = Buffer.concat([header, content]);
    const hash = createHash('sha1').update(object).digest('hex');
    const folder = join(this.#directory, hash.slice(0, 2));
    // The objects live as long as one push.
    const level = constants.Z_BEST_SPEED;
    const [compressed] = await Promise.all([
      compress(object, { level }),
      mkdir(folder, { recursive: true }),
    ]);
    await writeFile(join(folder, hash.slice(2)), compressed);
    return hash;
  }
}
