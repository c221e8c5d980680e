import { Git } from './Git';
import { PushedCommit } from './ForgeEvents';
import { noObject } from './names';

/** GitHub's own limit of commits in one push event. */
const maximumCommits = 2048;
const marker = '\x01';
const format = '%x01%x00%H%x00%T%x00%cI%x00%an%x00%ae%x00%cn%x00%ce%x00%B%x00';

interface Options {
  git: Git;
  folder: string;
  ref: string;
  before: string;
  after: string;
}

/** The commits that a push brought to a branch, oldest first, with the paths that each touched. */
export async function commitsOfPush(
  options: Options,
): Promise<{ commits: PushedCommit[]; forced: boolean }> {
  const { git, folder, ref, before, after } = options;
  if (after === noObject || !ref.startsWith('refs/heads/')) {
    return { commits: [], forced: false };
  }
  // New on a new branch is what no other branch has.
  const range =
    before === noObject
      ? ['--not', `--exclude=${ref.slice('refs/heads/'.length)}`, '--branches']
      : [`^${before}`];
  const output = await git.text(
    [
      'log',
      `--max-count=${maximumCommits}`,
      `--format=${format}`,
      '--name-status',
      '--no-renames',
      '-z',
      after,
      ...range,
    ],
    { repository: folder },
  );
  const commits = parseLog(output).reverse();
  return {
    commits,
    forced: before !== noObject && !(await isAncestor(git, folder, options)),
  };
}

async function isAncestor(
  git: Git,
  folder: string,
  { before, after }: { before: string; after: string },
): Promise<boolean> {
  const base = await git
    .text(['rev-list', '--max-count=1', before, `^${after}`], {
      repository: folder,
    })
    .catch(() => before);
  return base === '';
}

/**
 * Reads field by field, since only NUL can't occur in a message or a path: eight fields, then pairs of status and path
 * until the next marker stands where a status is due.
 */
function parseLog(output: string): PushedCommit[] {
  const fields = output.split('\0');
  const commits: PushedCommit[] = [];
  let at = 0;
  while (at < fields.length) {
    const field = fields[at].replace(/^\n+/, '');
    if (field === '') {
      at += 1;
    } else if (field === marker) {
      commits.push(toCommit(fields.slice(at + 1, at + 9)));
      at += 9;
    } else {
      addPath(commits[commits.length - 1], field, fields[at + 1]);
      at += 2;
    }
  }
  return commits;
}

function toCommit(fields: string[]): PushedCommit {
  const [id, tree, timestamp, author, authorEmail, committer, email, message] =
    fields;
  return {
    id,
    tree,
    timestamp,
    author: { name: author, email: authorEmail },
    committer: { name: committer, email },
    message: message.replace(/\n+$/, ''),
    added: [],
    removed: [],
    modified: [],
  };
}

function addPath(commit: PushedCommit, status: string, path: string) {
  if (status === 'A') {
    commit.added.push(path);
  } else if (status === 'D') {
    commit.removed.push(path);
  } else {
    commit.modified.push(path);
  }
}
