import { Octokit } from '@octokit/rest';
import {
  startTestSandbox,
  TestSandbox,
} from '../__testUtils__/startTestSandbox';
import { WebhookReceiver } from '../__testUtils__/WebhookReceiver';

const at = { owner: 'acme', repo: 'troubled' };

describe('issues', () => {
  const receiver = new WebhookReceiver();
  let sandbox: TestSandbox;
  let portal: Octokit;

  beforeAll(async () => {
    const url = await receiver.start();
    sandbox = await startTestSandbox({ webhook: { url, secret: 'secret' } });
    portal = sandbox.octokit(sandbox.token);
    await portal.repos.createInOrg({ org: 'acme', name: at.repo });
  });
  afterAll(async () => {
    await sandbox.remove();
    await receiver.stop();
  });

  const numbersOf = async (query: object) => {
    const { data } = await portal.issues.listForRepo({ ...at, ...query });
    return data.map(({ number }) => number);
  };

  it('are opened, labelled, closed and opened again, and each is told', async () => {
    const { data } = await portal.issues.create({
      ...at,
      title: 'It is down',
      body: 'Version: v1',
      labels: ['incident'],
    });
    expect(data).toMatchObject({
      ...{ number: 1, state: 'open', closed_at: null, state_reason: null },
      labels: [{ name: 'incident' }],
    });
    const issue = { ...at, issue_number: data.number };
    const change = async (changes: object) =>
      (await portal.issues.update({ ...issue, ...changes })).data;
    const closed = await change({ state: 'closed' });
    expect(closed).toMatchObject({ state_reason: 'completed' });
    expect(closed.closed_at).toBe(closed.updated_at);
    expect(await change({ state: 'open' })).toMatchObject({
      ...{ state: 'open', state_reason: 'reopened', closed_at: null },
    });
    await change({ labels: ['bug'] });
    expect(
      await change({ state: 'closed', state_reason: 'not_planned' }),
    ).toMatchObject({ state_reason: 'not_planned', labels: [{ name: 'bug' }] });

    const expected = [
      ...['opened', 'labeled', 'closed', 'reopened', 'labeled', 'unlabeled'],
      'closed',
    ];
    while (receiver.actions('issues').length < expected.length) {
      await new Promise(done => setTimeout(done, 20));
    }
    expect(receiver.actions('issues').sort()).toEqual([...expected].sort());
    const taken = receiver.deliveries.find(
      ({ event, payload }) =>
        event === 'issues' && payload.action === 'unlabeled',
    )!;
    expect(taken.payload).toMatchObject({
      label: { name: 'incident' },
      issue: { number: 1 },
      repository: { full_name: 'acme/troubled' },
    });
  });

  it('are listed by state, label and when they changed', async () => {
    const { data } = await portal.issues.create({ ...at, title: 'Another' });
    expect(await numbersOf({})).toEqual([data.number]);
    expect(await numbersOf({ state: 'all' })).toEqual([data.number, 1]);
    expect(await numbersOf({ state: 'all', labels: 'BUG' })).toEqual([1]);
    expect(await numbersOf({ state: 'all', labels: 'bug,none' })).toEqual([]);
    const later = new Date(Date.now() + 60_000).toISOString();
    expect(await numbersOf({ state: 'all', since: later })).toEqual([]);
  });

  it('are opened by whoever may read, and changed by whoever may write', async () => {
    const dana = sandbox.octokit(await sandbox.signIn('dana'));
    const { data } = await dana.issues.create({ ...at, title: 'Please' });
    await expect(
      dana.issues.create({ ...at, title: 'Please', labels: ['incident'] }),
    ).rejects.toMatchObject({ status: 403 });
    await expect(
      dana.issues.update({ ...at, issue_number: data.number, state: 'closed' }),
    ).rejects.toMatchObject({ status: 403 });
    await expect(
      portal.issues.get({ ...at, issue_number: 99 }),
    ).rejects.toMatchObject({ status: 404 });
    await expect(
      portal.issues.create({ ...at, title: '' }),
    ).rejects.toMatchObject({ status: 422 });
  });

  it('are counted together with pull requests', async () => {
    await portal.repos.createOrUpdateFileContents({
      ...at,
      path: 'README.md',
      message: 'Begin',
      content: '',
    });
    const main = await portal.git.getRef({ ...at, ref: 'heads/main' });
    const { sha } = main.data.object;
    await portal.git.createRef({ ...at, ref: 'refs/heads/topic', sha });
    await portal.repos.createOrUpdateFileContents({
      ...at,
      path: 'topic.md',
      branch: 'topic',
      message: 'More',
      content: '',
    });
    const before = await portal.issues.create({ ...at, title: 'Before' });
    const pull = await portal.pulls.create({
      ...at,
      ...{ head: 'topic', base: 'main', title: 'Between' },
    });
    const after = await portal.issues.create({ ...at, title: 'After' });
    expect([pull.data.number, after.data.number]).toEqual([
      before.data.number + 1,
      before.data.number + 2,
    ]);
  });
});
