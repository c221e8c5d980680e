import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';

export interface FileChange {
  status: 'added' | 'removed' | 'modified' | 'renamed';
  path: string;
  previousPath?: string;
  /** Of the blob after the change; before it, for a removal. */
  id: string;
  additions: number;
  deletions: number;
  /** Undefined for a binary file, and where it is too long. */
  patch?: string;
}

/** Git's id of the tree with nothing in it. */
export const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

const longestPatch = 64 * 1024;
const noBlob = /^0+$/;

/** What differs between two commits or trees. */
export async function readChanges(
  forge: Forge,
  repository: Repository,
  options: { from: string; to: string },
): Promise<FileChange[]> {
  const folder = forge.repositories.folder(repository);
  const compare = (...args: string[]) =>
    forge.git.text(
      ['diff-tree', '-r', '-M', ...args, options.from, options.to, '--'],
      { repository: folder },
    );
  const [raw, numbers, patches] = await Promise.all([
    compare('--raw', '--no-abbrev', '-z'),
    compare('--numstat', '-z'),
    compare('--patch', '--no-color'),
  ]);
  const changes = parseRaw(raw);
  const counts = parseNumbers(numbers);
  const texts = splitPatches(patches);
  return changes.map((change, index) => ({
    ...change,
    ...counts[index],
    // Git writes one part per change, in the same order.
    patch: texts.length === changes.length ? hunks(texts[index]) : undefined,
  }));
}

function parseRaw(
  output: string,
): Array<Omit<FileChange, 'additions' | 'deletions' | 'patch'>> {
  const fields = output.split('\0');
  const changes = [];
  for (let at = 0; at + 1 < fields.length;) {
    const [, , before, after, letter] = fields[at].split(' ');
    const renamed = letter.startsWith('R');
    const path = fields[at + (renamed ? 2 : 1)];
    changes.push({
      status: statusOf(letter),
      path,
      ...(renamed && { previousPath: fields[at + 1] }),
      id: noBlob.test(after) ? before : after,
    });
    at += renamed ? 3 : 2;
  }
  return changes;
}

function statusOf(letter: string): FileChange['status'] {
  switch (letter[0]) {
    case 'A':
      return 'added';
    case 'D':
      return 'removed';
    case 'R':
      return 'renamed';
    default:
      return 'modified';
  }
}

function parseNumbers(
  output: string,
): Array<{ additions: number; deletions: number }> {
  const fields = output.split('\0');
  const counts = [];
  for (let at = 0; at < fields.length && fields[at] !== '';) {
    const [added, deleted, path] = fields[at].split('\t');
    counts.push({
      additions: Number(added) || 0,
      deletions: Number(deleted) || 0,
    });
    // A renamed file has its two paths in fields of their own.
    at += path === '' ? 3 : 1;
  }
  return counts;
}

function splitPatches(output: string): string[] {
  return output.split(/^(?=diff --git )/m).filter(Boolean);
}

function hunks(text: string): string | undefined {
  const begin = text.search(/^@@ /m);
  const body = begin < 0 ? '' : text.slice(begin).replace(/\n$/, '');
  return body === '' || body.length > longestPatch ? undefined : body;
}
