import { Octokit } from '@octokit/rest';
import {
  startTestSandbox,
  TestSandbox,
} from '../__testUtils__/startTestSandbox';

const at = { owner: 'acme', repo: 'checked' };

const workflow = `name: CI
on:
  push:
    branches: [main]
  pull_request:
    branches: [main]
    paths-ignore: ['docs/**']
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: |
          test "$GITHUB_EVENT_NAME/$GITHUB_HEAD_REF/$GITHUB_BASE_REF" = pull_request/topic/main
          test "$(cat verdict)" = good
`;

jest.setTimeout(60_000);

describe('workflows of pull requests', () => {
  let sandbox: TestSandbox;
  let octokit: Octokit;

  beforeAll(async () => {
    sandbox = await startTestSandbox({ runner: true });
    octokit = sandbox.octokit(sandbox.token);
    await octokit.repos.createInOrg({ org: 'acme', name: at.repo });
    await write('README.md', 'begin', 'main');
    const main = await octokit.git.getRef({ ...at, ref: 'heads/main' });
    await octokit.git.createRef({
      ...at,
      ref: 'refs/heads/topic',
      sha: main.data.object.sha,
    });
    await write('.github/workflows/ci.yaml', workflow, 'topic');
    await octokit.repos.updateBranchProtection({
      ...at,
      branch: 'main',
      required_status_checks: { strict: false, contexts: ['test'] },
      enforce_admins: true,
      required_pull_request_reviews: null,
      restrictions: null,
    });
  });
  afterAll(() => sandbox.remove());

  async function write(path: string, text: string, branch: string) {
    const { data } = await octokit.repos
      .getContent({ ...at, path, ref: branch })
      .catch(() => ({ data: {} }));
    await octokit.repos.createOrUpdateFileContents({
      ...at,
      path,
      branch,
      message: `Write ${path}`,
      content: Buffer.from(text).toString('base64'),
      ...('sha' in data && { sha: data.sha }),
    });
  }

  async function runsOf(branch: string) {
    const { data } = await octokit.actions.listWorkflowRunsForRepo({
      ...at,
      branch,
      event: 'pull_request',
    });
    return data.workflow_runs;
  }

  /** The conclusion of the branch's newest run, once it has ended. */
  async function conclusionOf(branch: string, count: number) {
    for (;;) {
      const runs = await runsOf(branch);
      if (runs.length === count && runs[0].status === 'completed') {
        return runs[0].conclusion;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  it('run when one is opened and when it changes, and decide whether it can be merged', async () => {
    await write('verdict', 'bad', 'topic');
    const { data } = await octokit.pulls.create({
      ...at,
      title: 'Try',
      head: 'topic',
      base: 'main',
    });
    const pull = { ...at, pull_number: data.number };
    expect(await conclusionOf('topic', 1)).toBe('failure');
    await expect(octokit.pulls.merge(pull)).rejects.toMatchObject({
      status: 405,
      message: expect.stringContaining('"test" has not succeeded'),
    });
    await write('verdict', 'good', 'topic');
    expect(await conclusionOf('topic', 2)).toBe('success');
    const [run] = await runsOf('topic');
    expect(run).toMatchObject({
      event: 'pull_request',
      head_branch: 'topic',
      display_title: 'Try',
    });
    await octokit.pulls.merge(pull);
  });

  it('do not run for what their filters leave out', async () => {
    const { data } = await octokit.git.getRef({ ...at, ref: 'heads/main' });
    await octokit.git.createRef({
      ...at,
      ref: 'refs/heads/docs-only',
      sha: data.object.sha,
    });
    await write('docs/a.md', 'text', 'docs-only');
    await octokit.pulls.create({
      ...at,
      title: 'Words',
      head: 'docs-only',
      base: 'main',
    });
    expect(await runsOf('docs-only')).toEqual([]);
  });
});
