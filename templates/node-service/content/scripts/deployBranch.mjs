import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const branch = 'deploy';

/**
 * @typedef {{ mode: string, object: string }} File
 * @typedef {{ files: Map<string, File>, write(path: string, content: string): void, read(path: string): string | undefined }} Tree
 */

/**
 * Adds one commit to the branch `deploy` and pushes it. When somebody else pushed in between, everything is done again
 * on what they pushed, `change` included, so it decides on the newest state each time.
 *
 * No file is checked out: the branch has a history of its own, which starts with the first release.
 *
 * @param {(tree: Tree) => string} change puts the files in order and returns the commit's message
 * @returns {Promise<boolean>} whether there was anything to change
 */
export async function changeDeployBranch(change) {
  for (let attempt = 1; ; attempt++) {
    const tip = fetchTip();
    const commit = createCommit(tip, change);
    if (!commit) {
      return false;
    }
    try {
      git(['push', '--quiet', 'origin', `${commit}:refs/heads/${branch}`]);
      return true;
    } catch (error) {
      if (attempt === 10 || remoteTip() === tip) {
        throw error;
      }
      console.log('Somebody else pushed in between. Again, on top of that.');
      await wait(100 * attempt * Math.random());
    }
  }
}

function fetchTip() {
  if (!remoteTip()) {
    return undefined;
  }
  git(['fetch', '--quiet', '--no-tags', '--depth=1', 'origin', `refs/heads/${branch}`]);
  return git(['rev-parse', 'FETCH_HEAD']).trim();
}

function remoteTip() {
  return git(['ls-remote', 'origin', `refs/heads/${branch}`]).split('\t')[0] || undefined;
}

function createCommit(tip, change) {
  const files = new Map();
  if (tip) {
    for (const line of git(['ls-tree', '-r', '-z', '--full-tree', tip]).split('\0').filter(Boolean)) {
      const [, mode, object, path] = /^(\d+) \w+ (\w+)\t(.+)$/s.exec(line);
      files.set(path, { mode, object });
    }
  }
  const before = asIndex(files);
  const message = change({
    files,
    write: (path, content) =>
      void files.set(path, {
        mode: '100644',
        object: git(['hash-object', '-w', '--stdin'], { input: content }).trim(),
      }),
    read: path => (files.has(path) ? git(['cat-file', 'blob', files.get(path).object]) : undefined),
  });
  const after = asIndex(files);
  if (after === before) {
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'deploy-'));
  try {
    const env = { GIT_INDEX_FILE: join(folder, 'index') };
    git(['update-index', '-z', '--index-info'], { input: after, env });
    const tree = git(['write-tree'], { env }).trim();
    return git(['commit-tree', tree, ...(tip ? ['-p', tip] : []), '-F', '-'], { input: message, env: author }).trim();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** In the form that `git update-index --index-info` reads. */
function asIndex(files) {
  return [...files]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, { mode, object }]) => `${mode} ${object}\t${path}\0`)
    .join('');
}

const author = {
  GIT_AUTHOR_NAME: 'github-actions[bot]',
  GIT_AUTHOR_EMAIL: '41898282+github-actions[bot]@users.noreply.github.com',
  GIT_COMMITTER_NAME: 'github-actions[bot]',
  GIT_COMMITTER_EMAIL: '41898282+github-actions[bot]@users.noreply.github.com',
};

function git(args, { input = '', env } = {}) {
  return execFileSync('git', args, {
    input,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 64 * 2 ** 20,
  });
}
