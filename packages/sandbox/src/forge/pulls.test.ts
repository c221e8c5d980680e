import { Octokit } from '@octokit/rest';
import {
  startTestSandbox,
  TestSandbox,
} from '../__testUtils__/startTestSandbox';

const at = { owner: 'acme', repo: 'reviewed' };

describe('pull requests', () => {
  let sandbox: TestSandbox;
  let portal: Octokit;
  let milo: Octokit;
  let lena: Octokit;

  beforeAll(async () => {
    sandbox = await startTestSandbox();
    portal = sandbox.octokit(sandbox.token);
    milo = sandbox.octokit(await sandbox.signIn('milo'));
    lena = sandbox.octokit(await sandbox.signIn('lena'));
    await portal.repos.createInOrg({
      org: 'acme',
      name: at.repo,
      delete_branch_on_merge: true,
    });
    await write(portal, 'README.md', 'main');
    await portal.teams.addOrUpdateRepoPermissionsInOrg({
      org: 'acme',
      team_slug: 'payments',
      ...at,
      permission: 'push',
    });
    await protect([]);
  });
  afterAll(() => sandbox.remove());

  async function write(octokit: Octokit, path: string, branch: string) {
    await octokit.repos.createOrUpdateFileContents({
      ...at,
      path,
      branch,
      message: `Write ${path}`,
      content: Buffer.from(path).toString('base64'),
    });
  }

  async function protect(contexts: string[]) {
    await portal.repos.updateBranchProtection({
      ...at,
      branch: 'main',
      required_status_checks: { strict: false, contexts },
      enforce_admins: true,
      required_pull_request_reviews: { required_approving_review_count: 1 },
      restrictions: null,
    });
  }

  /** A pull request of milo's with one commit. */
  async function opened(branch: string): Promise<number> {
    const main = await milo.git.getRef({ ...at, ref: 'heads/main' });
    await milo.git.createRef({
      ...at,
      ref: `refs/heads/${branch}`,
      sha: main.data.object.sha,
    });
    await write(milo, `${branch}.md`, branch);
    const { data } = await milo.pulls.create({
      ...at,
      title: branch,
      head: branch,
      base: 'main',
    });
    return data.number;
  }

  it('are the only way into a protected branch, for administrators too', async () => {
    await expect(write(portal, 'x', 'main')).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('through a pull request'),
    });
  });

  it('are merged once somebody else has approved', async () => {
    const pull = { ...at, pull_number: await opened('one') };
    await expect(milo.pulls.merge(pull)).rejects.toMatchObject({
      status: 405,
      message: expect.stringContaining('At least 1 approving review'),
    });
    await expect(
      milo.pulls.createReview({ ...pull, event: 'APPROVE' }),
    ).rejects.toMatchObject({ status: 422 });
    // Dana may read only: what she says does not count.
    const dana = sandbox.octokit(await sandbox.signIn('dana'));
    await dana.pulls.createReview({ ...pull, event: 'APPROVE' });
    await expect(milo.pulls.merge(pull)).rejects.toMatchObject({ status: 405 });
    await lena.pulls.createReview({
      ...pull,
      event: 'REQUEST_CHANGES',
      body: 'Not yet',
    });
    await lena.pulls.createReview({ ...pull, event: 'APPROVE' });
    await milo.pulls.merge(pull);
    const { data } = await milo.pulls.get(pull);
    expect(data).toMatchObject({
      state: 'closed',
      merged: true,
      merged_by: { login: 'milo' },
    });
    const branches = await milo.repos.listBranches(at);
    expect(branches.data.map(({ name }) => name)).toEqual(['main']);
  });

  it('wait for the checks that are asked for', async () => {
    await protect(['test']);
    const pull = { ...at, pull_number: await opened('two') };
    await lena.pulls.createReview({ ...pull, event: 'APPROVE' });
    await expect(milo.pulls.merge(pull)).rejects.toMatchObject({
      status: 405,
      message: expect.stringContaining('"test" is expected'),
    });
    await protect([]);
    await milo.pulls.merge({ ...pull, merge_method: 'squash' });
  });

  it('follow their branch, and say when they conflict', async () => {
    const three = { ...at, pull_number: await opened('three') };
    const four = { ...at, pull_number: await opened('four') };
    await write(milo, 'same.md', 'three');
    await milo.repos.createOrUpdateFileContents({
      ...at,
      path: 'same.md',
      branch: 'four',
      message: 'Write it otherwise',
      content: Buffer.from('otherwise').toString('base64'),
    });
    const { data } = await milo.pulls.get(three);
    expect(data.commits).toBe(2);
    expect(data.mergeable).toBe(true);
    for (const pull of [three, four]) {
      await lena.pulls.createReview({ ...pull, event: 'APPROVE' });
    }
    await milo.pulls.merge(three);
    expect((await milo.pulls.get(four)).data.mergeable).toBe(false);
    await expect(milo.pulls.merge(four)).rejects.toMatchObject({
      status: 405,
      message: expect.stringContaining('not mergeable'),
    });
  });

  it('can be opened, approved and merged on their pages', async () => {
    const main = await milo.git.getRef({ ...at, ref: 'heads/main' });
    await milo.git.createRef({
      ...at,
      ref: 'refs/heads/by-hand',
      sha: main.data.object.sha,
    });
    await write(milo, 'by-hand.md', 'by-hand');
    const cookieOf = async (login: string) => {
      const response = await fetch(`${sandbox.url}/login`, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ login }),
      });
      return response.headers.get('set-cookie')!.split(';')[0];
    };
    const post = async (login: string, path: string, fields = {}) =>
      fetch(`${sandbox.url}${path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: await cookieOf(login) },
        body: new URLSearchParams(fields),
      });
    const created = await post('milo', '/acme/reviewed/pulls', {
      head: 'by-hand',
    });
    const page = created.headers.get('location')!;
    expect((await post('milo', `${page}/merge`)).status).toBe(422);
    expect((await post('dana', `${page}/merge`)).status).toBe(403);
    expect((await post('lena', `${page}/approve`)).status).toBe(303);
    expect((await post('milo', `${page}/merge`)).status).toBe(303);
    const shown = await fetch(`${sandbox.url}${page}`, {
      headers: { cookie: await cookieOf('dana') },
    });
    expect(await shown.text()).toMatch(
      /Merged[\s\S]*<strong>lena<\/strong> approved/,
    );
  });

  it('are listed by when they were made, or when they changed', async () => {
    const listed = async (query: object) => {
      const { data } = await portal.pulls.list({
        ...at,
        state: 'all',
        ...query,
      });
      return data.map(({ number }) => number);
    };
    const made = await listed({});
    expect(made.length).toBeGreaterThan(2);
    expect(made).toEqual([...made].sort((a, b) => b - a));
    expect(await listed({ direction: 'asc' })).toEqual([...made].reverse());
    const oldest = made.at(-1)!;
    await portal.pulls.update({ ...at, pull_number: oldest, body: 'More' });
    const changed = await listed({ sort: 'updated', direction: 'desc' });
    expect(changed[0]).toBe(oldest);
    expect(await listed({ sort: 'updated' })).toEqual([...changed].reverse());
  });
});
