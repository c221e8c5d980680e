import { InputError } from '@backstage/errors';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { extract, ReadEntry } from 'tar';

import { extractZip } from '../archive/extractZip';

/** The one file of the artifact. */
const ARCHIVE = 'release.tar.gz';

/** Links may point anywhere within the release: `node_modules/.bin` is made of such. */
function linkEscapes(entry: ReadEntry): boolean {
  const target = entry.linkpath ?? '';
  const from = entry.type === 'Link' ? '' : dirname(entry.path);
  return isAbsolute(target) || normalize(join(from, target)).startsWith('..');
}

/**
 * Unpacks what a run built into a folder of its own: the artifact is a zip with
 * `release.tar.gz`, and that holds the program. The folder appears when it is complete.
 *
 * @throws InputError when something in it would be written elsewhere
 */
export async function unpackRelease(
  artifact: Buffer,
  directory: string,
): Promise<void> {
  const packed = `${directory}.packed`;
  const partial = `${directory}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  try {
    await extractZip(artifact, packed);
    const archive = join(packed, ARCHIVE);
    if (!existsSync(archive)) {
      throw new InputError(`The artifact holds no ${ARCHIVE}`);
    }
    const escaping: string[] = [];
    await extract({
      file: archive,
      cwd: partial,
      strict: true,
      preserveOwner: false,
      filter: (path, entry) => {
        const names =
          isAbsolute(path) || normalize(path).split('/').includes('..');
        if (
          names ||
          ('linkpath' in entry && entry.linkpath && linkEscapes(entry))
        ) {
          escaping.push(path);
          return false;
        }
        return true;
      },
    });
    if (escaping.length > 0) {
      throw new InputError(`The release leaves its folder: ${escaping[0]}`);
    }
    await rm(directory, { recursive: true, force: true });
    await rename(partial, directory);
  } finally {
    await rm(partial, { recursive: true, force: true });
    await rm(packed, { recursive: true, force: true });
  }
}
