import { Pack } from './Pack';
import { withoutIgnored } from './withoutIgnored';
import { FileEntry, writeTree } from './writeTree';

/** Who made a commit, and when. */
export interface Signature {
  name: string;
  email: string;
  /** ISO 8601 */
  date: string;
}

/** A commit, ready to be sent. */
export interface PackedCommit {
  hash: string;
  /** The commit and all that it refers to, in git's pack format. */
  pack: Buffer;
}

/**
 * Records the files of a folder as a commit without a parent. The same files, message and signature always give the same
 * hash, the one that `git add` and `git commit` give. `.gitignore` is respected; each file is recorded with the very
 * bytes it has. Starting git for this would cost more than all of the work: a process as large as the portal is slow to
 * start others.
 */
export async function commitFolder(options: {
  folder: string;
  files: FileEntry[];
  message: string;
  signature: Signature;
}): Promise<PackedCommit> {
  const { folder, files, message, signature } = options;
  const pack = new Pack();
  const tree = await writeTree(
    pack,
    folder,
    await withoutIgnored(folder, files),
  );
  const person = sign(signature);
  const hash = pack.add(
    'commit',
    Buffer.from(
      `tree ${tree}\nauthor ${person}\ncommitter ${person}\n\n${message}`,
    ),
  );
  return { hash, pack: await pack.bytes() };
}

function sign({ name, email, date }: Signature): string {
  // What git leaves out of a name as well.
  const [who, where] = [name, email].map(text =>
    text.replace(/[<>\n\0]/g, '').trim(),
  );
  return `${who} <${where}> ${Math.floor(Date.parse(date) / 1000)} +0000`;
}
