import { createMockDirectory } from '@backstage/backend-test-utils';
import { execFile } from 'node:child_process';
import { chmod, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inspectWorkspace } from '../generated/inspectWorkspace';
import { commitFolder, PackedCommit } from './commitFolder';

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
  return commitFolder({
    folder: resolve('workspace'),
    files: await inspectWorkspace(resolve('workspace')),
    message,
    signature,
  });
}

/** Git, in a repository that holds what was packed and nothing else. */
async function unpack({ pack }: PackedCommit) {
  const gitDir = resolve(`git-${count++}`);
  const git = async (...args: string[]) => {
    const command = ['--git-dir', gitDir, ...args];
    const { stdout, stderr } = await promisify(execFile)('git', command);
    return `${stdout}${stderr}`;
  };
  await git('init', '--quiet', '--bare');
  const file = join(gitDir, 'objects', 'pack', 'pack-first.pack');
  await writeFile(file, pack);
  await git('index-pack', '--strict', file);
  return git;
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
    // Its size takes several bytes of an object's head.
    await writeFile(resolve('workspace/large'), 'x'.repeat(70_000));
    const packed = await commit();
    expect(packed.hash).toBe(await commitByGit());
    const git = await unpack(packed);
    const complaints = await git('fsck', '--strict', packed.hash);
    expect(complaints).not.toMatch(/error|missing|warning/);
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
    const packed = await commit();
    expect(packed.hash).toBe(await commitByGit());
    const git = await unpack(packed);
    const tree = await git('ls-tree', '-r', '--name-only', packed.hash);
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
