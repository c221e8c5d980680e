import { readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Pack } from './Pack';

/** A file that is to be recorded. */
export interface FileEntry {
  /** Relative to the folder, with slashes. */
  path: string;
  kind: 'file' | 'executable' | 'link';
}

interface TreeEntry {
  mode: string;
  name: string;
  hash: string;
}

const MODES = { file: '100644', executable: '100755', link: '120000' };
const DIRECTORY = '40000';

/**
 * Records files as a tree, with the very bytes they have.
 *
 * @returns the tree's hash.
 */
export async function writeTree(
  pack: Pack,
  folder: string,
  files: FileEntry[],
): Promise<string> {
  const { here, below } = byFolder(files);
  const entries: TreeEntry[] = await Promise.all([
    ...here.map(async ({ path: name, kind }) => ({
      mode: MODES[kind],
      name,
      hash: pack.add('blob', await read(join(folder, name), kind)),
    })),
    ...[...below].map(async ([name, children]) => ({
      mode: DIRECTORY,
      name,
      hash: await writeTree(pack, join(folder, name), children),
    })),
  ]);
  return pack.add('tree', encode(entries));
}

/** The files of a folder, and those of each folder in it, relative to that. */
function byFolder(files: FileEntry[]) {
  const here: FileEntry[] = [];
  const below = new Map<string, FileEntry[]>();
  for (const { path, kind } of files) {
    const slash = path.indexOf('/');
    if (slash === -1) {
      here.push({ path, kind });
    } else {
      const name = path.slice(0, slash);
      const child = { path: path.slice(slash + 1), kind };
      below.set(name, [...(below.get(name) ?? []), child]);
    }
  }
  return { here, below };
}

async function read(path: string, kind: FileEntry['kind']): Promise<Buffer> {
  return kind === 'link'
    ? readlink(path, { encoding: 'buffer' })
    : readFile(path);
}

function encode(entries: TreeEntry[]): Buffer {
  // By bytes, a directory as if its name ended with a slash.
  const key = ({ mode, name }: TreeEntry) =>
    Buffer.from(mode === DIRECTORY ? `${name}/` : name);
  return Buffer.concat(
    entries
      .sort((a, b) => Buffer.compare(key(a), key(b)))
      .flatMap(({ mode, name, hash }) => [
        Buffer.from(`${mode} ${name}\0`),
        Buffer.from(hash, 'hex'),
      ]),
  );
}
