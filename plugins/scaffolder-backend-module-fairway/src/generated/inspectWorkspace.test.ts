import { createMockDirectory } from '@backstage/backend-test-utils';
import { chmod, link, mkdir, symlink } from 'node:fs/promises';
import { inspectWorkspace } from './inspectWorkspace';

const directory = createMockDirectory();
const resolve = (...paths: string[]) => directory.resolve(...paths);

beforeEach(() => {
  directory.setContent({
    'outside.txt': 'secret',
    workspace: { 'README.md': 'x', src: { 'main.ts': 'x' } },
  });
});

describe('inspectWorkspace', () => {
  it('lists files, and symbolic links that stay within', async () => {
    await symlink('../README.md', resolve('workspace/src/README.md'));
    await chmod(resolve('workspace/src/main.ts'), 0o755);
    await expect(inspectWorkspace(resolve('workspace'))).resolves.toEqual([
      { path: 'README.md', kind: 'file' },
      { path: 'src/README.md', kind: 'link' },
      { path: 'src/main.ts', kind: 'executable' },
    ]);
  });

  it.each([
    ['an absolute link to the outside', '/etc/passwd'],
    ['a relative link to the outside', '../../outside.txt'],
    ['a link to nowhere', 'missing'],
    ['a link to itself', 'link'],
  ])('refuses %s', async (_, target) => {
    await symlink(target, resolve('workspace/src/link'));
    await expect(inspectWorkspace(resolve('workspace'))).rejects.toThrow(
      'The symbolic link src/link leaves the template',
    );
  });

  it('refuses a chain of links that ends outside', async () => {
    await symlink('second', resolve('workspace/first'));
    await symlink('../outside.txt', resolve('workspace/second'));
    await expect(inspectWorkspace(resolve('workspace'))).rejects.toThrow(
      'leaves the template',
    );
  });

  it('refuses a hard link', async () => {
    await link(resolve('outside.txt'), resolve('workspace/hard.txt'));
    await expect(inspectWorkspace(resolve('workspace'))).rejects.toThrow(
      'hard.txt of the rendered template is no ordinary file',
    );
  });

  it('refuses a path that is too long', async () => {
    const folder = resolve('workspace', ...Array(6).fill('d'.repeat(50)));
    await mkdir(folder, { recursive: true });
    await expect(inspectWorkspace(resolve('workspace'))).rejects.toThrow(
      'longer than 255 characters',
    );
  });

  it('leaves out git data at the top and refuses it further down', async () => {
    await mkdir(resolve('workspace/.git'));
    await expect(inspectWorkspace(resolve('workspace'))).resolves.toHaveLength(
      2,
    );
    await mkdir(resolve('workspace/src/.git'));
    await expect(inspectWorkspace(resolve('workspace'))).rejects.toThrow(
      'src/.git must not be in a template',
    );
  });
});
