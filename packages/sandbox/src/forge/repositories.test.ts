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

  /** A repository of the organisation with one commit, cloned. */
  async function cloned(name: string): Promise<string> {
    await sandbox
      .octokit(sandbox.token)
      .repos.createInOrg({ org: 'acme', name, private: true });
    const folder = join(sandbox.folder, name);
    await sandbox.git(
      sandbox.folder,
      'clone',
      '-q',
      sandbox.cloneUrl(`acme/${name}`),
      name,
    );
    await writeFile(join(folder, 'README.md'), `# ${name}\n`);
    await sandbox.git(folder, 'checkout', '-q', '-B', 'main');
    await sandbox.git(folder, 'add', '.');
    await sandbox.git(folder, 'commit', '-q', '-m', 'Begin');
    await sandbox.git(folder, 'push', '-q', 'origin', 'main');
    return folder;
  }

  it('creates, takes a push and gives it back to a clone', async () => {
    const folder = await cloned('roundtrip');
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
    await cloned('paths');
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

  it('asks git for a name and a password first', async () => {
    const refs = (service: string, token?: string) =>
      fetch(`${sandbox.url}/acme/catalog.git/info/refs?service=${service}`, {
        headers: token
          ? {
              authorization: `Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`,
            }
          : {},
      });
    const nobody = await refs('git-upload-pack');
    expect(nobody.status).toBe(401);
    expect(nobody.headers.get('www-authenticate')).toMatch(/^Basic /);
    expect((await refs('git-receive-pack')).status).toBe(401);
    expect((await refs('git-upload-pack', 'wrong')).status).toBe(401);
    expect((await refs('git-upload-pack', sandbox.token)).status).toBe(200);
    const dana = await sandbox.signIn('dana');
    expect((await refs('git-upload-pack', dana)).status).toBe(200);
    expect((await refs('git-receive-pack', dana)).status).toBe(403);
    const petra = await sandbox.signIn('petra');
    expect((await refs('git-receive-pack', petra)).status).toBe(200);
  });

  it('knows bad tokens and hides what is not for the caller', async () => {
    const lena = await sandbox.signIn('lena');
    await sandbox
      .octokit(lena)
      .repos.createForAuthenticatedUser({ name: 'own', private: true });
    const own = { owner: 'lena', repo: 'own' };
    await expect(
      sandbox.octokit('ghp_wrong').repos.get(own),
    ).rejects.toMatchObject({ status: 401 });
    for (const token of [undefined, await sandbox.signIn('milo')]) {
      await expect(sandbox.octokit(token).repos.get(own)).rejects.toMatchObject(
        { status: 404 },
      );
    }
    const narrow = await sandbox.signIn('lena', 'read:user');
    await expect(sandbox.octokit(narrow).repos.get(own)).rejects.toMatchObject({
      status: 404,
    });
    const dana = sandbox.octokit(await sandbox.signIn('dana'));
    const catalog = { owner: 'acme', repo: 'catalog' };
    await expect(dana.repos.get(catalog)).resolves.toMatchObject({
      status: 200,
    });
    await expect(dana.repos.delete(catalog)).rejects.toMatchObject({
      status: 403,
    });
  });

  it('gives a team what it is granted', async () => {
    await cloned('granted');
    const octokit = sandbox.octokit(sandbox.token);
    await octokit.teams.addOrUpdateRepoPermissionsInOrg({
      org: 'acme',
      team_slug: 'payments',
      owner: 'acme',
      repo: 'granted',
      permission: 'push',
    });
    const permission = async (username: string) => {
      const { data } = await octokit.repos.getCollaboratorPermissionLevel({
        owner: 'acme',
        repo: 'granted',
        username,
      });
      return data.permission;
    };
    expect(await permission('milo')).toBe('write');
    expect(await permission('dana')).toBe('read');
    expect(await permission('petra')).toBe('admin');
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
    const folder = await cloned('before');
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

  it('keeps protected branches', async () => {
    const folder = await cloned('guarded');
    const octokit = sandbox.octokit(sandbox.token);
    const branch = { owner: 'acme', repo: 'guarded', branch: 'main' };
    await octokit.teams.addOrUpdateRepoPermissionsInOrg({
      org: 'acme',
      team_slug: 'checkout',
      owner: 'acme',
      repo: 'guarded',
      permission: 'push',
    });
    await octokit.repos.updateBranchProtection({
      ...branch,
      required_status_checks: null,
      enforce_admins: false,
      required_pull_request_reviews: { required_approving_review_count: 0 },
      restrictions: null,
    });
    const dana = await sandbox.signIn('dana');
    await sandbox.git(
      folder,
      'remote',
      'set-url',
      'origin',
      sandbox.cloneUrl('acme/guarded', dana),
    );
    await sandbox.git(folder, 'commit', '-q', '--allow-empty', '-m', 'Next');
    await expect(
      sandbox.git(folder, 'push', 'origin', 'main'),
    ).rejects.toMatchObject({
      stderr: expect.stringContaining(
        'Changes must be made through a pull request',
      ),
    });
    await sandbox.git(folder, 'push', '-q', 'origin', 'main:topic');
    const opened = await sandbox.octokit(dana).pulls.create({
      owner: 'acme',
      repo: 'guarded',
      title: 'Next',
      head: 'topic',
      base: 'main',
    });
    await sandbox.octokit(dana).pulls.merge({
      owner: 'acme',
      repo: 'guarded',
      pull_number: opened.data.number,
    });
    const { data } = await octokit.repos.getBranch(branch);
    expect(data.protected).toBe(true);
    expect(data.commit.parents).toHaveLength(2);
  });

  it('plays a free organisation, where private repositories are not protected', async () => {
    const free = await startTestSandbox({ privateBranchProtection: false });
    try {
      await expect(
        free.octokit(free.token).repos.updateBranchProtection({
          owner: 'acme',
          repo: 'catalog',
          branch: 'main',
          required_status_checks: null,
          enforce_admins: false,
          required_pull_request_reviews: null,
          restrictions: null,
        }),
      ).rejects.toMatchObject({
        status: 403,
        message: expect.stringContaining('Upgrade to GitHub Pro'),
      });
    } finally {
      await free.remove();
    }
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
