import { InputError } from '@backstage/errors';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { list, ReadEntry } from 'tar';

import { extractZip } from '../archive/extractZip';

const execute = promisify(execFile);

/** The one file of the artifact. */
const ARCHIVE = 'release.tar.gz';

const FILES = ['File', 'OldFile', 'ContiguousFile', 'Directory'];
const LINKS = ['SymbolicLink', 'Link'];

function leaves(path: string): boolean {
  return isAbsolute(path) || normalize(path).split('/').includes('..');
}

/** Links may point anywhere within the release: `node_modules/.bin` is made of such. */
function linkLeaves(entry: ReadEntry): boolean {
  const target = entry.linkpath ?? '';
  const from = entry.type === 'Link' ? '' : dirname(entry.path);
  return isAbsolute(target) || leaves(join(from, target));
}

function isBelow(path: string, links: Set<string>): boolean {
  for (let at = dirname(path); at !== '.'; at = dirname(at)) {
    if (links.has(at)) {
      return true;
    }
  }
  return false;
}

/** @throws InputError when an entry would be written, or leads, out of the folder, or is no file */
async function checkArchive(archive: string): Promise<void> {
  const links = new Set<string>();
  const refused: string[] = [];
  await list({
    file: archive,
    strict: true,
    onReadEntry: entry => {
      const path = normalize(entry.path).replace(/\/$/, '');
      const isLink = LINKS.includes(entry.type);
      if (
        leaves(entry.path) ||
        isBelow(path, links) ||
        (isLink ? linkLeaves(entry) : !FILES.includes(entry.type))
      ) {
        refused.push(entry.path);
      }
      if (isLink) {
        links.add(path);
      }
    },
  });
  if (refused.length > 0) {
    throw new InputError(`The release leaves its folder: ${refused[0]}`);
  }
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
    await checkArchive(archive);
    // The machine's own tar is ten times as fast with thousands of small files.
    await execute('tar', ['-xzf', archive, '-C', partial, '--no-same-owner']);
    await rm(directory, { recursive: true, force: true });
    await rename(partial, directory);
  } finally {
    await rm(partial, { recursive: true, force: true });
    await rm(packed, { recursive: true, force: true });
  }
}
