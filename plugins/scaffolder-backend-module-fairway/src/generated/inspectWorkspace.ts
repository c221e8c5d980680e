import { InputError } from '@backstage/errors';
import { lstat, readdir, realpath } from 'node:fs/promises';
import { FileEntry } from '../git/writeTree';
import { isAbsolute, join, relative, sep } from 'node:path';

// GitHub refuses longer paths on common file systems of its users; the limit of most of them.
const LONGEST_PATH = 255;

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/**
 * Lists the files of a rendered workspace, relative to it, and refuses what must never get into a repository: symbolic
 * links that lead out of it, to nowhere or in circles, devices and sockets, and files linked from elsewhere.
 *
 * @throws InputError that names the file.
 */
export async function inspectWorkspace(folder: string): Promise<FileEntry[]> {
  const root = await realpath(folder);
  const files: FileEntry[] = [];

  async function visit(path: string): Promise<void> {
    const name = relative(root, path);
    const stats = await lstat(path);
    if (name.length > LONGEST_PATH) {
      throw new InputError(
        `The path ${name.slice(0, 80)}… of the rendered template is longer than ${LONGEST_PATH} characters`,
      );
    }
    if (stats.isSymbolicLink()) {
      await assertStaysWithin(root, path, name);
      files.push({ path: name, kind: 'link' });
    } else if (stats.isDirectory()) {
      await Promise.all(
        (await readdir(path))
          .filter(child => isRecorded(name, child))
          .map(child => visit(join(path, child))),
      );
    } else if (stats.isFile() && stats.nlink === 1) {
      const executable = (stats.mode & 0o100) !== 0;
      files.push({ path: name, kind: executable ? 'executable' : 'file' });
    } else {
      throw new InputError(
        `${name} of the rendered template is no ordinary file`,
      );
    }
  }

  await visit(root);
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Git's own data at the top is not part of the files; further down it would smuggle in another repository. */
function isRecorded(folder: string, child: string): boolean {
  if (child.toLowerCase() !== '.git') {
    return true;
  }
  if (folder === '') {
    return false;
  }
  throw new InputError(`${join(folder, child)} must not be in a template`);
}

async function assertStaysWithin(
  root: string,
  path: string,
  name: string,
): Promise<void> {
  const target = await realpath(path).catch(() => undefined);
  if (target === undefined || !isWithin(root, target)) {
    throw new InputError(
      `The symbolic link ${name} leaves the template: it may only point to a file of the template`,
    );
  }
}
