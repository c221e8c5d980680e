import ignore, { Ignore } from 'ignore';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dirname } from 'node:path/posix';
import { FileEntry } from './writeTree';

/** Leaves out what the `.gitignore` files of a folder exclude, as `git add` does. */
export async function withoutIgnored(
  folder: string,
  files: FileEntry[],
): Promise<FileEntry[]> {
  const rules = new Map<string, Ignore>();
  await Promise.all(
    files
      .filter(({ path }) => /(^|\/)\.gitignore$/.test(path))
      .map(async ({ path }) => {
        const text = await readFile(join(folder, path), 'utf8');
        rules.set(dirname(path), ignore().add(text));
      }),
  );
  const known = new Map<string, boolean>();

  /** @param path - of a directory when it ends with a slash. */
  function isIgnored(path: string): boolean {
    const parent = dirname(path);
    if (parent !== '.' && isIgnoredFolder(parent)) {
      // Nothing below an excluded folder is looked at, not even its own rules.
      return true;
    }
    let ignored = false;
    for (const [place, matcher] of rules) {
      const prefix = place === '.' ? '' : `${place}/`;
      const name = path.slice(prefix.length);
      if (name !== '' && path.startsWith(prefix)) {
        const verdict = matcher.test(name);
        ignored = verdict.ignored || (ignored && !verdict.unignored);
      }
    }
    return ignored;
  }

  function isIgnoredFolder(path: string): boolean {
    const verdict = known.get(path) ?? isIgnored(`${path}/`);
    known.set(path, verdict);
    return verdict;
  }

  // The deeper a rule, the later it speaks.
  const byDepth = [...rules].sort(([a], [b]) => a.length - b.length);
  rules.clear();
  byDepth.forEach(([place, matcher]) => rules.set(place, matcher));
  return files.filter(({ path }) => !isIgnored(path));
}
