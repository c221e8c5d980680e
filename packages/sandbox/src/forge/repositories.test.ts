import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  startTestSandbox,
  TestSandbox,
} from '../__testUtils__/startTestSandbox';

describe('repositories', () => {
  let sandbox: TestSandbox;

  beforeAll(async () => {
    sandbox = await startTestSandbox();
  });
  afterAll(() => sandbox.remove());

  it('creates, takes a push and gives it back to a clone', async () => {
    const folder = await sandbox.newClone('roundtrip');
    await mkdir(join(folder, 'bin'));
    await writeFile(join(folder, 'bin/run'), '#!/bin/sh\n', { mode: 0o755 });
    await sandbox.git(folder, 'add', '.');
    await sandbox.git(folder, 'commit', '-q', '-m', 'Add a script');
    await sandbox.git(folder, 'push', '-q', 'origin', 'main');
    await sandbox.git(
      sandbox.folder,
      'clone',
      '-q',
      sandbox.cloneUrl('acme/roundtrip'),
      'again',
    );
    const again = join(sandbox.folder, 'again');
    expect(await sandbox.git(again, 'rev-parse', 'HEAD')).toBe(
      await sandbox.git(folder, 'rev-parse', 'HEAD'),
    );
    expect(await sandbox.git(again, 'ls-files', '-s', 'bin/run')).toMatch(
      /^100755 /,
    );
    const octokit = sandbox.octokit(sandbox.token);
    const { data } = await octokit.repos.get({
      owner: 'acme',
      repo: 'roundtrip',
    });
    expect(data).toMatchObject({
      full_name: 'acme/roundtrip',
      private: true,
      clone_url: `${sandbox.url}/acme/roundtrip.git`,
      default_branch: 'main',
    });
    const commits = await octokit.repos.listCommits({
      owner: 'acme',
      repo: 'roundtrip',
    });
    expect(commits.data.map(({ commit }) => commit.message)).toEqual([
      'Add a script',
      'Begin',
    ]);
    expect(commits.data[0].author?.login).toBe('dana');
  });

  it('takes a push too large for one piece, and a fetch with a long memory', async () => {
    const folder = await sandbox.newClone('large');
    // Git sends what is larger than a megabyte in chunks, and a long list of what it has compressed.
    await writeFile(join(folder, 'large.bin'), randomBytes(3 * 1024 * 1024));
    await sandbox.git(folder, 'add', '.');
    await sandbox.git(folder, 'commit', '-q', '-m', 'Add much');
    await sandbox.git(folder, 'push', '-q', 'origin', 'main');
    const { data } = await sandbox
      .octokit(sandbox.token)
      .repos.createOrUpdateFileContents({
        owner: 'acme',
        repo: 'large',
        path: 'small',
        message: 'Add little',
        content: 'eA==',
      });
    for (let index = 0; index < 60; index += 1) {
      await sandbox.git(
        folder,
        'commit',
        '-q',
        '--allow-empty',
        '-m',
        `Own ${index}`,
      );
    }
    await sandbox.git(folder, 'fetch', '-q', 'origin', 'main');
    expect(await sandbox.git(folder, 'rev-parse', 'FETCH_HEAD')).toBe(
      data.commit.sha,
    );
  });

  it('refuses a name that is taken, whatever its case, and names that are paths', async () => {
    const octokit = sandbox.octokit(sandbox.token);
    await octokit.repos.createInOrg({ org: 'acme', name: 'taken' });
    for (const name of ['taken', 'TAKEN']) {
      await expect(
        octokit.repos.createInOrg({ org: 'acme', name }),
      ).rejects.toMatchObject({
        status: 422,
        message: expect.stringContaining('name already exists'),
      });
    }
    for (const name of ['..', '.', 'a/b', '../x', 'x.git', 'ü', '', 'a b']) {
      await expect(
        octokit.repos.createInOrg({ org: 'acme', name }),
      ).rejects.toMatchObject({ status: 422 });
    }
    expect(existsSync(join(sandbox.stateDir, 'x.git'))).toBe(false);
  });

  it('lets one of several callers at once have a name', async () => {
    const octokit = sandbox.octokit(sandbox.token);
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () =>
        octokit.repos.createInOrg({ org: 'acme', name: 'wanted' }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(
      1,
    );
  });

  it('leads nowhere outside by a path', async () => {
    await sandbox.newClone('paths');
    const get = (path: string) =>
      fetch(`${sandbox.apiBaseUrl}${path}`, {
        headers: { authorization: `Bearer ${sandbox.token}` },
      });
    for (const path of [
      '/repos/acme/paths/contents/..%2f..%2fconfig',
      '/repos/acme/paths/contents/%2e%2e%2fHEAD',
      '/repos/acme/..%2fcatalog',
      '/repos/..%2f../paths',
      '/repos/acme/paths/git/trees/--output=x',
      '/repos/acme/paths/contents/.git/config',
    ]) {
      expect([404, 422]).toContain((await get(path)).status);
    }
    for (const path of [
      '/acme/..%2fpaths.git/info/refs?service=git-upload-pack',
      '/..%2facme/paths.git/info/refs?service=git-upload-pack',
    ]) {
      const response = await fetch(`${sandbox.url}${path}`, {
        headers: { authorization: `Bearer ${sandbox.token}` },
      });
      expect(response.status).toBe(404);
    }
  });

  it('pages through lists and names the neighbours', async () => {
    const octokit = sandbox.octokit(sandbox.token);
    for (let index = 0; index < 5; index += 1) {
      await octokit.repos.createInOrg({ org: 'acme', name: `page-${index}` });
    }
    const first = await octokit.repos.listForOrg({ org: 'acme', per_page: 2 });
    expect(first.data).toHaveLength(2);
    expect(first.headers.link).toMatch(
      /[?&]page=2>; rel="next", <[^>]+>; rel="last"/,
    );
    const all = await octokit.paginate(octokit.repos.listForOrg, {
      org: 'acme',
      per_page: 2,
    });
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(all.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['page-0', 'page-4', 'catalog']),
    );
  });

  it('leads on from a former name, and forgets what is deleted', async () => {
    const folder = await sandbox.newClone('before');
    const octokit = sandbox.octokit(sandbox.token);
    await octokit.repos.update({
      owner: 'acme',
      repo: 'before',
      name: 'after',
      topics: [],
    });
    const { data } = await octokit.repos.get({ owner: 'acme', repo: 'before' });
    expect(data.full_name).toBe('acme/after');
    await sandbox.git(folder, 'fetch', '-q', 'origin');
    await octokit.repos.delete({ owner: 'acme', repo: 'after' });
    for (const repo of ['before', 'after']) {
      await expect(
        octokit.repos.get({ owner: 'acme', repo }),
      ).rejects.toMatchObject({ status: 404 });
    }
    await octokit.repos.createInOrg({ org: 'acme', name: 'before' });
  });

  it('says which operation it does not answer, and counts those it does', async () => {
    const octokit = sandbox.octokit(sandbox.token);
    await expect(
      octokit.request('GET /repos/{owner}/{repo}/stargazers', {
        owner: 'acme',
        repo: 'catalog',
      }),
    ).rejects.toMatchObject({
      status: 501,
      message: expect.stringContaining('GET /repos/acme/catalog/stargazers'),
    });
    const before = sandbox.counts()['POST /orgs/{org}/repos'];
    await octokit.repos.createInOrg({ org: 'acme', name: 'counted' });
    expect(sandbox.counts()['POST /orgs/{org}/repos']).toBe(before + 1);
  });
});
