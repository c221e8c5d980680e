import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Git } from './Git';
import { tidyPacks } from './tidyPacks';

describe('tidyPacks', () => {
  it('makes many packs one, and leaves few alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'packs-'));
    const git = new Git(folder);
    const packs = async () =>
      (await readdir(join(folder, 'objects/pack'))).filter(name =>
        name.endsWith('.pack'),
      );
    await git.run(['init', '--quiet', '--bare', folder]);
    const tree = await git.text(['write-tree'], { repository: folder });
    let commit: string | undefined;
    for (const message of ['One', 'Two', 'Three']) {
      commit = await git.text(
        ['commit-tree', tree, '-m', message, ...(commit ? ['-p', commit] : [])],
        {
          repository: folder,
          environment: {
            GIT_AUTHOR_NAME: 'a',
            GIT_AUTHOR_EMAIL: 'a@example.org',
            GIT_COMMITTER_NAME: 'a',
            GIT_COMMITTER_EMAIL: 'a@example.org',
          },
        },
      );
      await git.run(['update-ref', 'refs/heads/main', commit], {
        repository: folder,
      });
      await git.run(['repack', '-d', '--quiet'], { repository: folder });
    }
    await tidyPacks(git, folder);
    expect(await packs()).toHaveLength(3);
    for (let index = 0; index < 150; index += 1) {
      await writeFile(join(folder, `objects/pack/other-${index}.keep`), '');
    }
    await tidyPacks(git, folder);
    expect(await packs()).toHaveLength(1);
    expect(await git.text(['rev-parse', 'main'], { repository: folder })).toBe(
      commit,
    );
    await rm(folder, { recursive: true });
  });
});
