import { createMockDirectory } from '@backstage/backend-test-utils';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { commitFolder } from './commitFolder';
import { runGit } from './runGit';

const directory = createMockDirectory();
const resolve = (...paths: string[]) => directory.resolve(...paths);
let count = 0;

async function commit(signal?: AbortSignal) {
  const gitDir = resolve(`git-${count++}`);
  await mkdir(gitDir);
  const { commit: hash } = await commitFolder({
    folder: resolve('workspace'),
    gitDir,
    branch: 'main',
    message: 'Create it\n\nFairway-Request: 1\n',
    signature: {
      name: 'Fairway',
      email: 'fairway@example.org',
      date: '2026-03-01T12:00:00Z',
    },
    signal,
  });
  return { gitDir, hash };
}

beforeEach(() => {
  directory.setContent({
    workspace: {
      '.gitignore': 'dist/\n',
      'README.md': '# Ledger\r\n',
      'run.sh': '#!/bin/sh\n',
      dist: { 'x.js': '' },
      '.git': { config: '[core]\n\thooksPath = /tmp/evil\n' },
    },
  });
});

describe('commitFolder', () => {
  it('gives the same hash for the same content', async () => {
    const [first, second] = [await commit(), await commit()];
    expect(first.hash).toMatch(/^[0-9a-f]{40}$/);
    expect(second.hash).toBe(first.hash);
    await writeFile(resolve('workspace/README.md'), 'changed');
    expect((await commit()).hash).not.toBe(first.hash);
  });

  it('records modes and links, respects .gitignore and leaves bytes alone', async () => {
    await chmod(resolve('workspace/run.sh'), 0o755);
    await symlink('README.md', resolve('workspace/LINK.md'));
    const { gitDir, hash } = await commit();
    const tree = await runGit({ gitDir, args: ['ls-tree', '-r', hash] });
    expect(
      tree
        .trim()
        .split('\n')
        .map(line => line.replace(/ blob [0-9a-f]+\t/, ' ')),
    ).toEqual([
      '100644 .gitignore',
      '120000 LINK.md',
      '100644 README.md',
      '100755 run.sh',
    ]);
    await expect(
      runGit({ gitDir, args: ['cat-file', 'blob', `${hash}:README.md`] }),
    ).resolves.toBe('# Ledger\r\n');
  });

  it('signs with what it is told', async () => {
    const { gitDir, hash } = await commit();
    await expect(
      runGit({
        gitDir,
        args: ['log', '--format=%an <%ae> %aI|%cn %cI|%B', hash],
      }),
    ).resolves.toBe(
      'Fairway <fairway@example.org> 2026-03-01T12:00:00+00:00|Fairway 2026-03-01T12:00:00+00:00|Create it\n\nFairway-Request: 1\n\n',
    );
  });

  it('stops when the task is cancelled', async () => {
    await expect(commit(AbortSignal.abort())).rejects.toThrow('aborted');
  });
});
