import { createMockDirectory } from '@backstage/backend-test-utils';
import { execFile } from 'node:child_process';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inspectWorkspace } from '../generated/inspectWorkspace';
import { commitFolder } from './commitFolder';
import { runGit } from './runGit';

const directory = createMockDirectory();
const resolve = (...paths: string[]) => directory.resolve(...paths);
const message = 'Create it\n\nFairway-Request: 1\n';
const signature = {
  name: 'Fair <way>',
  email: 'fairway@example.org',
  date: '2026-03-01T12:00:00Z',
};
let count = 0;

async function commit() {
  const gitDir = resolve(`git-${count++}`);
  await mkdir(gitDir);
  const hash = await commitFolder({
    folder: resolve('workspace'),
    files: await inspectWorkspace(resolve('workspace')),
    gitDir,
    message,
    signature,
  });
  return { gitDir, hash };
}

/** The same by git itself. */
async function commitByGit(): Promise<string> {
  const env = {
    PATH: process.env.PATH,
    GIT_DIR: resolve(`git-${count++}`),
    GIT_WORK_TREE: resolve('workspace'),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    ...Object.fromEntries(
      ['AUTHOR', 'COMMITTER'].flatMap(role => [
        [`GIT_${role}_NAME`, signature.name],
        [`GIT_${role}_EMAIL`, signature.email],
        [`GIT_${role}_DATE`, signature.date],
      ]),
    ),
  };
  const git = async (...args: string[]) => {
    const options = { env, cwd: resolve('workspace') };
    return (await promisify(execFile)('git', args, options)).stdout.trim();
  };
  await git('init', '--quiet');
  await git('add', '--all', '--', '.');
  await git('commit', '--quiet', '--cleanup=verbatim', '-m', message);
  return git('rev-parse', 'HEAD');
}

beforeEach(() => {
  directory.setContent({
    workspace: {
      'README.md': '# Ledger\r\n',
      'run.sh': '#!/bin/sh\n',
      empty: '',
      'Größe.md': 'ü',
      // Sorted by bytes, and a folder as if its name ended with a slash.
      a: { x: '1' },
      'a.b': '2',
      'a-b': { y: '3' },
      a0: '4',
      '.github': { workflows: { 'ci.yaml': 'jobs: {}' } },
      '.git': { config: '[core]\n\thooksPath = /tmp/evil\n' },
    },
  });
});

describe('commitFolder', () => {
  it('gives the hash that git gives, and a repository that git likes', async () => {
    await chmod(resolve('workspace/run.sh'), 0o755);
    await symlink('../README.md', resolve('workspace/a/LINK.md'));
    const { gitDir, hash } = await commit();
    expect(hash).toBe(await commitByGit());
    await expect(
      runGit({ gitDir, args: ['fsck', '--strict', hash] }),
    ).resolves.not.toMatch(/error|missing/);
  });

  it('gives the same hash for the same content', async () => {
    const [first, second] = [await commit(), await commit()];
    expect(second.hash).toBe(first.hash);
    await writeFile(resolve('workspace/README.md'), 'changed');
    expect((await commit()).hash).not.toBe(first.hash);
  });

  it('leaves out what git leaves out', async () => {
    directory.setContent({
      workspace: {
        '.gitignore': '# comment\n/dist/\n*.log\n!keep.log\n.env*\nlocal\n',
        'keep.log': '',
        'drop.log': '',
        '.env.production': '',
        dist: { 'x.js': '', '.gitignore': '!x.js' },
        src: {
          '.gitignore': '*.tmp\n!important.tmp\n/only-here\n!again.log\n',
          'a.tmp': '',
          'important.tmp': '',
          'only-here': '',
          'again.log': '',
          'other.log': '',
          deep: { 'only-here': '', 'b.tmp': '', dist: { 'kept.js': '' } },
          local: { 'c.txt': '' },
        },
      },
    });
    const { gitDir, hash } = await commit();
    expect(hash).toBe(await commitByGit());
    const tree = await runGit({
      gitDir,
      args: ['ls-tree', '-r', '--name-only', hash],
    });
    expect(tree.trim().split('\n')).toEqual([
      '.gitignore',
      'keep.log',
      'src/.gitignore',
      'src/again.log',
      'src/deep/dist/kept.js',
      'src/deep/only-here',
      'src/important.tmp',
    ]);
  });
});
