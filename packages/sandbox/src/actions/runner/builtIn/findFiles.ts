import { InputError } from '@backstage/errors';
import { minimatch } from 'minimatch';
import { realpathSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';

/** Files found by patterns, and the folder that their names in an archive are relative to. */
export interface FoundFiles {
  root: string;
  files: string[];
}

const MAGIC = /[*?[\]{}]/;

/** The folder at which the search for a pattern begins. */
function searchPath(pattern: string): string {
  const parts = pattern.split('/');
  const magic = parts.findIndex(part => MAGIC.test(part));
  return magic < 0 ? pattern : parts.slice(0, magic).join('/') || '/';
}

function commonAncestor(paths: string[]): string {
  const [first, ...others] = paths.map(path => path.split(sep));
  const different = first.findIndex((part, index) =>
    others.some(parts => parts[index] !== part),
  );
  const shared = different < 0 ? first : first.slice(0, different);
  return shared.join(sep) || '/';
}

/** A pattern that names a folder means all that is in it. */
function covers(pattern: string, file: string, from: string): boolean {
  let path = file;
  while (path.length >= from.length && path !== dirname(path)) {
    if (minimatch(path, pattern, { dot: true })) {
      return true;
    }
    path = dirname(path);
  }
  return false;
}

async function walk(
  path: string,
  includeHidden: boolean,
  ancestors: string[] = [],
): Promise<string[]> {
  const info = await stat(path).catch(() => undefined);
  if (!info?.isDirectory()) {
    return info?.isFile() ? [path] : [];
  }
  const real = realpathSync(path);
  if (ancestors.includes(real)) {
    return [];
  }
  const files: string[] = [];
  for (const name of (await readdir(path)).sort()) {
    if (includeHidden || !name.startsWith('.')) {
      files.push(
        ...(await walk(join(path, name), includeHidden, [...ancestors, real])),
      );
    }
  }
  return files;
}

/**
 * Finds files as actions/upload-artifact does: a line a pattern, `!` excludes, a
 * folder stands for everything in it; hidden files only when asked for.
 */
export async function findFiles(options: {
  patterns: string;
  workspace: string;
  home: string;
  includeHidden: boolean;
}): Promise<FoundFiles> {
  const lines = options.patterns
    .split('\n')
    .map(line => line.trim())
    .filter(line => line && !line.startsWith('#'));
  const absolute = (pattern: string) =>
    resolve(options.workspace, pattern.replace(/^~(?=\/|$)/, options.home));
  const included = lines.filter(line => !line.startsWith('!')).map(absolute);
  const excluded = lines
    .filter(line => line.startsWith('!'))
    .map(line => absolute(line.slice(1)));

  if (included.length === 0) {
    throw new InputError('Input required and not supplied: path');
  }
  const found = new Set<string>();
  for (const pattern of included) {
    const from = searchPath(pattern);
    for (const file of await walk(from, options.includeHidden)) {
      const skipped = excluded.some(other => covers(other, file, from));
      if (!skipped && covers(pattern, file, from)) {
        found.add(file);
      }
    }
  }
  const files = [...found].sort();
  const starts = [...new Set(included.map(searchPath))];
  if (starts.length === 1 && files[0] === starts[0]) {
    return { root: dirname(files[0]), files };
  }
  return { root: commonAncestor(starts), files };
}
