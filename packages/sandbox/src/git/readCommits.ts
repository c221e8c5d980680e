import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';

export interface Signature {
  name: string;
  email: string;
  /** ISO 8601 with the author's own offset. */
  date: string;
}

export interface Commit {
  sha: string;
  tree: string;
  parents: string[];
  author: Signature;
  committer: Signature;
  message: string;
}

const fields = 10;
const format = [
  '%H',
  '%T',
  '%P',
  '%an',
  '%ae',
  '%aI',
  '%cn',
  '%ce',
  '%cI',
  '%B',
]
  .map(field => `${field}%x00`)
  .join('');

export interface ReadCommitsOptions {
  /** Revisions: object ids, `^<id>` to leave out what it reaches. */
  revisions: string[];
  skip?: number;
  limit?: number;
  /** Only commits that touch this path. */
  path?: string;
  author?: string;
  since?: string;
  until?: string;
}

/** Commits, newest first. */
export async function readCommits(
  forge: Forge,
  repository: Repository,
  options: ReadCommitsOptions,
): Promise<Commit[]> {
  const output = await forge.git.text(
    [
      'log',
      `--format=tformat:${format}`,
      ...(options.skip ? [`--skip=${options.skip}`] : []),
      ...(options.limit !== undefined ? [`--max-count=${options.limit}`] : []),
      ...(options.author
        ? ['--fixed-strings', `--author=${options.author}`]
        : []),
      ...(options.since ? [`--since=${options.since}`] : []),
      ...(options.until ? [`--until=${options.until}`] : []),
      ...options.revisions,
      '--',
      ...(options.path ? [`:(literal)${options.path}`] : []),
    ],
    { repository: forge.repositories.folder(repository) },
  );
  const parts = output.split('\0');
  const commits: Commit[] = [];
  for (let at = 0; at + fields <= parts.length; at += fields) {
    commits.push(toCommit(parts.slice(at, at + fields)));
  }
  return commits;
}

function toCommit(parts: string[]): Commit {
  const [sha, tree, parents, an, ae, ad, cn, ce, cd, message] = parts;
  return {
    // A line end stands before each commit but the first.
    sha: sha.trim(),
    tree,
    parents: parents.split(' ').filter(Boolean),
    author: { name: an, email: ae, date: ad },
    committer: { name: cn, email: ce, date: cd },
    message: message.replace(/\n$/, ''),
  };
}
