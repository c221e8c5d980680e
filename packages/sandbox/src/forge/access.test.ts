import {
  startTestSandbox,
  TestSandbox,
} from '../__testUtils__/startTestSandbox';

describe('access', () => {
  let sandbox: TestSandbox;

  beforeAll(async () => {
    sandbox = await startTestSandbox();
  });
  afterAll(() => sandbox.remove());

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
    await sandbox.newClone('granted');
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

  it('keeps protected branches', async () => {
    const folder = await sandbox.newClone('guarded');
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
});
