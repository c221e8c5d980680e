import { Octokit } from '@octokit/rest';
import {
  startTestSandbox,
  TestSandbox,
} from '../__testUtils__/startTestSandbox';
import { StatusState } from './CommitStatuses';

const at = { owner: 'acme', repo: 'reported' };

describe('commit statuses', () => {
  let sandbox: TestSandbox;
  let portal: Octokit;
  let sha: string;

  beforeAll(async () => {
    sandbox = await startTestSandbox();
    portal = sandbox.octokit(sandbox.token);
    await portal.repos.createInOrg({ org: 'acme', name: at.repo });
    sha = await write('README.md', 'main');
  });
  afterAll(() => sandbox.remove());

  async function write(path: string, branch: string): Promise<string> {
    const { data } = await portal.repos.createOrUpdateFileContents({
      ...at,
      path,
      branch,
      message: `Write ${path}`,
      content: Buffer.from(path).toString('base64'),
    });
    return data.commit.sha!;
  }

  const report = (state: StatusState, context?: string) =>
    portal.repos.createCommitStatus({ ...at, sha, state, context });

  async function combined(): Promise<[string, number]> {
    const { data } = await portal.repos.getCombinedStatusForRef({
      ...at,
      ref: 'main',
    });
    expect(data.sha).toBe(sha);
    expect(data.statuses).toHaveLength(data.total_count);
    return [data.state, data.total_count];
  }

  it('combine into what was reported last in each context', async () => {
    expect(await combined()).toEqual(['pending', 0]);
    await report('success', 'ci/one');
    expect(await combined()).toEqual(['success', 1]);
    await report('pending', 'ci/two');
    expect(await combined()).toEqual(['pending', 2]);
    await report('error', 'ci/two');
    expect(await combined()).toEqual(['failure', 2]);
    await report('success', 'ci/two');
    expect(await combined()).toEqual(['success', 2]);
  });

  it('are all listed, newest first, with who reported them', async () => {
    const { data } = await portal.repos.listCommitStatusesForRef({
      ...at,
      ref: 'main',
    });
    expect(data.map(({ state, context }) => [state, context])).toEqual([
      ['success', 'ci/two'],
      ['error', 'ci/two'],
      ['pending', 'ci/two'],
      ['success', 'ci/one'],
    ]);
    expect(data[0].creator?.login).toBe('fairway[bot]');
  });

  it('are refused for no commit, no state, and to who may not push', async () => {
    const milo = sandbox.octokit(await sandbox.signIn('milo'));
    const body = { ...at, sha, state: 'success' as const };
    await expect(milo.repos.createCommitStatus(body)).rejects.toMatchObject({
      status: 403,
    });
    await expect(
      portal.repos.createCommitStatus({ ...body, sha: 'f'.repeat(40) }),
    ).rejects.toMatchObject({ status: 422 });
    await expect(
      portal.repos.createCommitStatus({ ...body, state: 'fine' as 'success' }),
    ).rejects.toMatchObject({ status: 422 });
  });

  it('count as checks that a branch asks for', async () => {
    await portal.repos.updateBranchProtection({
      ...at,
      branch: 'main',
      required_status_checks: { strict: false, contexts: ['ci/one'] },
      enforce_admins: true,
      required_pull_request_reviews: null,
      restrictions: null,
    });
    await portal.git.createRef({ ...at, ref: 'refs/heads/next', sha });
    const head = await write('next.md', 'next');
    const { data: pull } = await portal.pulls.create({
      ...at,
      title: 'Next',
      head: 'next',
      base: 'main',
    });
    const merge = () => portal.pulls.merge({ ...at, pull_number: pull.number });
    await expect(merge()).rejects.toThrow('"ci/one" is expected');
    const status = { ...at, sha: head, context: 'ci/one' };
    await portal.repos.createCommitStatus({ ...status, state: 'failure' });
    await expect(merge()).rejects.toThrow('"ci/one" has not succeeded');
    await portal.repos.createCommitStatus({ ...status, state: 'success' });
    expect((await merge()).data.merged).toBe(true);
  });
});
