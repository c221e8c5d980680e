import {
  startTestSandbox,
  TestSandbox,
} from '../__testUtils__/startTestSandbox';

const catalog = { owner: 'acme', repo: 'catalog' };

describe('contents', () => {
  let sandbox: TestSandbox;

  beforeAll(async () => {
    sandbox = await startTestSandbox();
  });
  afterAll(() => sandbox.remove());

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${sandbox.apiBaseUrl}/repos/acme/catalog${path}`, {
      headers: { authorization: `token ${sandbox.token}`, ...headers },
    });

  it('gives a file raw, with a tag that a second request may name', async () => {
    const accept = 'application/vnd.github.v3.raw';
    const first = await get('/contents/catalog-info.yaml?ref=main', { accept });
    expect(await first.text()).toContain('kind: Domain');
    const etag = first.headers.get('etag')!;
    const second = await get('/contents/catalog-info.yaml?ref=main', {
      accept,
      'if-none-match': etag,
    });
    expect(second.status).toBe(304);
    const json = await get('/contents/catalog-info.yaml', {
      'if-none-match': etag,
    });
    expect(await json.json()).toMatchObject({
      type: 'file',
      path: 'catalog-info.yaml',
      encoding: 'base64',
    });
    expect((await get('/contents/none.yaml', { accept })).status).toBe(404);
    expect((await get('/contents/README.md?ref=none')).status).toBe(404);
  });

  it('answers what a URL reader asks for a tree', async () => {
    const octokit = sandbox.octokit(sandbox.token);
    const status = await octokit.repos.getCombinedStatusForRef({
      ...catalog,
      ref: 'main',
    });
    const { archive_url: archive, trees_url: trees } = status.data.repository;
    expect(trees).toBe(
      `${sandbox.apiBaseUrl}/repos/acme/catalog/git/trees{/sha}`,
    );
    const tarball = await get(
      archive
        .replace(`${sandbox.apiBaseUrl}/repos/acme/catalog`, '')
        .replace('{archive_format}', 'tarball')
        .replace('{/ref}', `/${status.data.sha}`),
    );
    const bytes = Buffer.from(await tarball.arrayBuffer());
    expect([...bytes.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
    const tree = await octokit.git.getTree({
      ...catalog,
      tree_sha: status.data.sha,
      recursive: '1',
    });
    expect(tree.data.tree.map(({ path }) => path)).toEqual([
      'README.md',
      'catalog-info.yaml',
    ]);
    const blob = await octokit.git.getBlob({
      ...catalog,
      file_sha: tree.data.tree[0].sha!,
    });
    expect(Buffer.from(blob.data.content, 'base64').toString()).toContain(
      '# Catalog',
    );
  });

  it('takes what an import makes: a branch, a file on it, a pull request', async () => {
    const octokit = sandbox.octokit(await sandbox.signIn('petra'));
    const main = await octokit.git.getRef({ ...catalog, ref: 'heads/main' });
    await octokit.git.createRef({
      ...catalog,
      ref: 'refs/heads/integrate',
      sha: main.data.object.sha,
    });
    await expect(
      octokit.git.createRef({
        ...catalog,
        ref: 'refs/heads/integrate',
        sha: main.data.object.sha,
      }),
    ).rejects.toMatchObject({ status: 422 });
    const content = Buffer.from('a: 1\n').toString('base64');
    const written = await octokit.repos.createOrUpdateFileContents({
      ...catalog,
      path: 'more/info.yaml',
      message: 'Add more',
      content,
      branch: 'integrate',
    });
    expect(written.status).toBe(201);
    await expect(
      octokit.repos.createOrUpdateFileContents({
        ...catalog,
        path: 'more/info.yaml',
        message: 'Again',
        content,
        branch: 'integrate',
      }),
    ).rejects.toMatchObject({ status: 422 });
    const pull = await octokit.pulls.create({
      ...catalog,
      title: 'Add more',
      head: 'integrate',
      base: 'main',
    });
    expect(pull.data).toMatchObject({
      number: 1,
      state: 'open',
      mergeable: true,
      changed_files: 1,
      html_url: `${sandbox.url}/acme/catalog/pull/1`,
    });
    const files = await octokit.pulls.listFiles({
      ...catalog,
      pull_number: 1,
    });
    expect(files.data[0]).toMatchObject({
      filename: 'more/info.yaml',
      status: 'added',
      patch: '@@ -0,0 +1 @@\n+a: 1',
    });
  });

  it('compares two refs', async () => {
    const octokit = sandbox.octokit(sandbox.token);
    const { data } = await octokit.repos.compareCommitsWithBasehead({
      ...catalog,
      basehead: 'main...integrate',
    });
    expect(data).toMatchObject({
      status: 'ahead',
      ahead_by: 1,
      behind_by: 0,
      total_commits: 1,
    });
    await expect(
      octokit.repos.compareCommitsWithBasehead({
        ...catalog,
        basehead: 'main...none',
      }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('gives a comparison in pages, oldest commit first, and the files with the first', async () => {
    const octokit = sandbox.octokit(sandbox.token);
    const at = { owner: 'acme', repo: 'paged' };
    await octokit.repos.createInOrg({ org: 'acme', name: at.repo });
    const commits: string[] = [];
    for (const name of ['begin', 'one', 'two', 'three']) {
      const { data } = await octokit.repos.createOrUpdateFileContents({
        ...at,
        path: name,
        message: name,
        content: Buffer.from(name).toString('base64'),
      });
      commits.push(data.commit.sha!);
    }
    const page = async (number: number) => {
      const { data } = await octokit.repos.compareCommitsWithBasehead({
        ...at,
        basehead: `${commits[0]}...main`,
        page: number,
        per_page: 2,
      });
      return [
        data.total_commits,
        data.commits.map(({ sha }) => commits.indexOf(sha)),
        data.files?.length,
      ];
    };
    expect(await page(1)).toEqual([3, [1, 2], 3]);
    expect(await page(2)).toEqual([3, [3], 0]);
    expect(await page(3)).toEqual([3, [], 0]);
  });

  it('builds a commit of blobs and trees', async () => {
    const octokit = sandbox.octokit(sandbox.token);
    const main = await octokit.git.getRef({ ...catalog, ref: 'heads/main' });
    const blob = await octokit.git.createBlob({ ...catalog, content: 'hi\n' });
    const tree = await octokit.git.createTree({
      ...catalog,
      base_tree: main.data.object.sha,
      tree: [
        { path: 'bin/run', mode: '100755', type: 'blob', sha: blob.data.sha },
        { path: 'README.md', mode: '100644', type: 'blob', sha: null },
      ],
    });
    const commit = await octokit.git.createCommit({
      ...catalog,
      message: 'Build by hand',
      tree: tree.data.sha,
      parents: [main.data.object.sha],
    });
    await octokit.git.updateRef({
      ...catalog,
      ref: 'heads/main',
      sha: commit.data.sha,
    });
    const { data } = await octokit.repos.getCommit({
      ...catalog,
      ref: 'main',
    });
    expect(
      data.files?.map(({ filename, status }) => [filename, status]),
    ).toEqual([
      ['README.md', 'removed'],
      ['bin/run', 'added'],
    ]);
    await expect(
      octokit.git.updateRef({
        ...catalog,
        ref: 'heads/main',
        sha: main.data.object.sha,
      }),
    ).rejects.toMatchObject({ status: 422 });
  });

  it('finds files by name', async () => {
    const { data } = await sandbox.octokit(sandbox.token).search.code({
      q: 'filename:catalog-info.yaml extension:yaml repo:acme/catalog',
    });
    expect(data.total_count).toBe(1);
    expect(data.items[0].path).toBe('catalog-info.yaml');
  });
});
