import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GitObjects } from './GitObjects';
import { withoutIgnored } from './withoutIgnored';
import { FileEntry, writeTree } from './writeTree';

/** Who made a commit, and when. */
export interface Signature {
  name: string;
  email: string;
  /** ISO 8601 */
  date: string;
}

/**
 * Records the files of a folder as a commit without a parent, in a new repository beside it. The same files, message and
 * signature always give the same hash, the one that `git add` and `git commit` give. `.gitignore` is respected; each
 * file is recorded with the very bytes it has. Starting git for this would cost more than all of the work: a process as
 * large as the portal is slow to start others.
 *
 * @param gitDir - an empty directory for git's data; the caller removes it.
 * @returns the commit's hash.
 */
export async function commitFolder(options: {
  folder: string;
  files: FileEntry[];
  gitDir: string;
  message: string;
  signature: Signature;
}): Promise<string> {
  const { folder, files, gitDir, message, signature } = options;
  await layOut(gitDir);
  const objects = GitObjects.create(gitDir);
  const tree = await writeTree(
    objects,
    folder,
    await withoutIgnored(folder, files),
  );
  const person = sign(signature);
  return objects.write(
    'commit',
    Buffer.from(
      `tree ${tree}\nauthor ${person}\ncommitter ${person}\n\n${message}`,
    ),
  );
}

function sign({ name, email, date }: Signature): string {
  // What git leaves out of a name as well.
  const [who, where] = [name, email].map(text =>
    text.replace(/[<>\n\0]/g, '').trim(),
  );
  return `${who} <${where}> ${Math.floor(Date.parse(date) / 1000)} +0000`;
}

/** What `git init` does, without its templates. */
async function layOut(gitDir: string): Promise<void> {
  await Promise.all([
    mkdir(join(gitDir, 'objects')),
    mkdir(join(gitDir, 'refs')),
    writeFile(join(gitDir, 'HEAD'), 'ref: refs/heads/main\n'),
  ]);
}
