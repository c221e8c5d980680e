import {
  startTestSandbox,
  TestSandbox,
} from '../__testUtils__/startTestSandbox';

describe('pages', () => {
  let sandbox: TestSandbox;

  beforeAll(async () => {
    sandbox = await startTestSandbox();
  });
  afterAll(() => sandbox.remove());

  async function sessionOf(login: string): Promise<string> {
    const response = await fetch(`${sandbox.url}/login`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ login }),
    });
    return response.headers.get('set-cookie')!.split(';')[0];
  }

  const open = (path: string, cookie: string) =>
    fetch(`${sandbox.url}${path}`, { headers: { cookie }, redirect: 'manual' });

  it('asks who one is, and leads back only to itself', async () => {
    const response = await fetch(`${sandbox.url}/acme/catalog`, {
      redirect: 'manual',
    });
    expect(response.headers.get('location')).toBe(
      '/login?return_to=%2Facme%2Fcatalog',
    );
    for (const [to, expected] of [
      ['/acme', '/acme'],
      ['//evil.example', '/'],
      ['/\\evil.example', '/'],
      ['http://evil.example', '/'],
    ]) {
      const back = await fetch(
        `${sandbox.url}/login?return_to=${encodeURIComponent(to)}`,
        {
          method: 'POST',
          redirect: 'manual',
          body: new URLSearchParams({ login: 'dana' }),
        },
      );
      expect(back.headers.get('location')).toBe(expected);
    }
  });

  it('shows a repository: files, commits, a commit, deployments, pulls', async () => {
    const cookie = await sessionOf('dana');
    const text = async (path: string) => {
      const response = await open(path, cookie);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-security-policy')).toContain(
        "default-src 'none'",
      );
      return response.text();
    };
    expect(await text('/')).toContain('acme/catalog');
    expect(await text('/acme/catalog')).toContain('<h1>Catalog</h1>');
    expect(await text('/acme/catalog/blob/main/catalog-info.yaml')).toContain(
      'kind: Domain',
    );
    const commits = await text('/acme/catalog/commits/main');
    const [, sha] = /commit\/([0-9a-f]{40})/.exec(commits)!;
    expect(await text(`/acme/catalog/commit/${sha}`)).toContain('README.md');
    expect(await text('/acme/catalog/edit/main/README.md')).toContain(
      'git clone',
    );
    await text('/acme/catalog/deployments');
    await text('/acme/catalog/pulls');
    await text('/orgs/acme/teams/payments');
  });

  it('shows issues, and leads from the number of a pull request to it', async () => {
    const octokit = sandbox.octokit(sandbox.token);
    const at = { owner: 'acme', repo: 'catalog' };
    const { data: issue } = await octokit.issues.create({
      ...at,
      title: 'Orders <b>fail</b>',
      body: 'Version: v12\n\nSee [the owner](/README.md)\n\n<script>alert(1)</script>',
      labels: ['incident'],
    });
    const cookie = await sessionOf('dana');
    const text = async (path: string) => {
      const response = await open(path, cookie);
      expect(response.status).toBe(200);
      return response.text();
    };
    const path = new URL(issue.html_url).pathname;
    expect(path).toBe(`/acme/catalog/issues/${issue.number}`);
    const page = await text(path);
    expect(page).toContain('Orders &lt;b&gt;fail&lt;/b&gt;');
    expect(page).toContain('<span class="badge">incident</span>');
    expect(page).toContain('Version: v12');
    expect(page).toContain('href="/acme/catalog/blob/main/README.md"');
    expect(page).not.toContain('<script');
    expect(page).toContain('Open');
    await octokit.issues.update({
      ...{ ...at, issue_number: issue.number, state: 'closed' },
      state_reason: 'not_planned',
    });
    expect(await text(path)).toContain('Closed as not planned');
    expect(await text('/acme/catalog/issues')).toContain(`href="${path}"`);
    expect((await open('/acme/catalog/issues/999', cookie)).status).toBe(404);

    const { data: main } = await octokit.git.getRef({
      ...{ ...at, ref: 'heads/main' },
    });
    const branch = 'more-words';
    await octokit.git.createRef({
      ...{ ...at, ref: `refs/heads/${branch}`, sha: main.object.sha },
    });
    await octokit.repos.createOrUpdateFileContents({
      ...{ ...at, branch, path: 'more.md', message: 'Say more' },
      content: Buffer.from('More').toString('base64'),
    });
    const { data: pull } = await octokit.pulls.create({
      ...{ ...at, title: 'Say more', head: branch, base: 'main' },
    });
    const moved = await open(`/acme/catalog/issues/${pull.number}`, cookie);
    expect(moved.headers.get('location')).toBe(
      `/acme/catalog/pull/${pull.number}`,
    );
  });

  it('shows text as text, whoever wrote it', async () => {
    const octokit = sandbox.octokit(sandbox.token);
    const evil = '<script>alert(1)</script>';
    await octokit.repos.createInOrg({
      org: 'acme',
      name: 'evil',
      description: evil,
    });
    await octokit.repos.createOrUpdateFileContents({
      owner: 'acme',
      repo: 'evil',
      path: 'README.md',
      message: evil,
      content: Buffer.from(
        `${evil}\n\n<img src=x onerror=alert(1)>\n\n[x](javascript:alert(1)) [y](docs/a.md)\n`,
      ).toString('base64'),
    });
    const cookie = await sessionOf('dana');
    for (const path of [
      '/',
      '/acme/evil',
      '/acme/evil/commits/main',
      '/acme/evil/blob/main/README.md',
    ]) {
      const page = await (await open(path, cookie)).text();
      expect(page).not.toMatch(/<script|onerror|href="javascript/i);
    }
    const page = await (await open('/acme/evil', cookie)).text();
    expect(page).toContain('href="/acme/evil/blob/main/docs/a.md"');
    const raw = await open('/acme/evil/raw/main/README.md', cookie);
    expect(raw.headers.get('content-type')).toMatch(/^text\/plain/);
  });

  it('hides what is not for the viewer', async () => {
    const lena = await sandbox.signIn('lena');
    await sandbox
      .octokit(lena)
      .repos.createForAuthenticatedUser({ name: 'own', private: true });
    const cookie = await sessionOf('dana');
    expect((await open('/lena/own', cookie)).status).toBe(404);
    expect((await open('/lena/own', await sessionOf('lena'))).status).toBe(200);
  });

  it('makes a token that git can use, shows it once, and takes it back', async () => {
    const cookie = await sessionOf('petra');
    const post = (path: string, headers: Record<string, string> = {}) =>
      fetch(`${sandbox.url}${path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, ...headers },
        body: new URLSearchParams({ note: 'my laptop' }),
      });
    expect(
      (await post('/settings/tokens', { origin: 'http://localhost:8100' }))
        .status,
    ).toBe(403);
    const created = await (await post('/settings/tokens')).text();
    const [token] = /ghp_[0-9a-f]+/.exec(created)!;
    await sandbox.git(
      sandbox.folder,
      'ls-remote',
      sandbox.cloneUrl('acme/catalog', token),
    );
    const list = await (await open('/settings/tokens', cookie)).text();
    expect(list).toContain('my laptop');
    expect(list).not.toContain(token);
    const [, id] = /tokens\/(\d+)\/delete/.exec(list)!;
    await post(`/settings/tokens/${id}/delete`);
    await expect(
      sandbox.octokit(token).users.getAuthenticated(),
    ).rejects.toMatchObject({ status: 401 });
  });

  it('forgets who signs out', async () => {
    const cookie = await sessionOf('dana');
    await open('/logout', cookie);
    expect((await open('/', cookie)).status).toBe(302);
  });
});
