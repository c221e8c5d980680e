import {
  at,
  deploymentOf,
  repositoryOf,
  statusOf,
} from '../__testUtils__/payloads';
import { factsOfDelivery } from './factsOfDelivery';

const rules = {
  incidentLabels: ['incident', 'sev1'],
  releaseEnvironment: 'production',
};
const SHA = 'a'.repeat(40);
const ZEROS = '0'.repeat(40);
const factsOf = (event: string, payload: object) =>
  factsOfDelivery(event, { repository: repositoryOf(), ...payload }, rules);

describe('deployments', () => {
  it.each<[string, object, object]>([
    ['nothing', { payload: '' }, {}],
    [
      'all of it',
      {
        payload: {
          ...{ version: 'v7', runId: 9, path: '/apps/shop/' },
          ...{ intent: 'hotfix', incidents: ['I-1', 2] },
        },
      },
      {
        ...{ version: 'v7', runId: '9', path: 'apps/shop' },
        ...{ intent: 'hotfix', incidents: ['I-1', '2'] },
      },
    ],
    ['it as text', { payload: '{"version":"v7"}' }, { version: 'v7' }],
    ['something else as text', { payload: 'version 7' }, {}],
    [
      'what is of no use',
      { payload: { version: { a: 1 }, intent: 'fun', incidents: 'I-1' } },
      {},
    ],
    ['a task', { task: 'deploy:rollback' }, { intent: 'rollback' }],
    ['a task of its own', { task: 'deploy:migrations' }, {}],
    ['a tag', { ref: 'v1.2.3' }, { version: 'v1.2.3' }],
    ['a branch', { ref: 'feature/v1' }, {}],
  ])('that say %s', (_, more, expected) => {
    const payload = deploymentOf({ id: 1, sha: 'a' });
    Object.assign(payload.deployment, more);
    expect(factsOf('deployment', payload)).toEqual([
      {
        type: 'deployment',
        project: 'github.com/acme/shop',
        deploymentId: '1',
        environment: 'production',
        revision: SHA,
        createdAt: at(0),
        updatedAt: at(0),
        url: 'https://github.com/acme/shop/deployments',
        ...expected,
      },
    ]);
  });

  it('are of the run whose job they are', () => {
    const [fact] = factsOf('deployment', {
      ...deploymentOf({ id: 1, sha: 'a' }),
      workflow_run: { id: 42 },
    });
    expect(fact).toMatchObject({ runId: '42' });
  });

  it.each([
    ['success', 'success'],
    ['waiting', 'pending'],
    ['inactive', 'inactive'],
    ['error', 'error'],
    ['a state of tomorrow', undefined],
    ['constructor', undefined],
  ])('come to the state %s', (state, expected) => {
    const [, fact] = factsOf(
      'deployment_status',
      statusOf({ id: 1, sha: 'a', state }),
    );
    expect((fact as { state?: string })?.state).toBe(expected);
  });
});

describe('pushes', () => {
  const push = (more: object = {}) => ({
    ...{ ref: 'refs/heads/main', before: 'b'.repeat(40), after: SHA },
    ...{ created: false, deleted: false, forced: false },
    commits: [
      {
        id: SHA,
        message: 'Add a till\n\nIt is green.',
        timestamp: '2026-01-05T11:00:00+01:00',
      },
    ],
    ...more,
  });

  it('to the default branch say what they brought', () => {
    expect(factsOf('push', push())).toEqual([
      {
        type: 'comparison',
        project: 'github.com/acme/shop',
        ...{ base: 'b'.repeat(40), head: SHA, relation: 'ahead' },
        commits: [{ revision: SHA, committedAt: at(0), title: 'Add a till' }],
        truncated: false,
        updatedAt: at(0),
      },
    ]);
  });

  it.each([
    ['to the branch deploy', { ref: 'refs/heads/deploy' }],
    ['of a tag', { ref: 'refs/tags/main' }],
    ['of a new branch', { created: true, before: ZEROS }],
    ['that delete', { deleted: true, after: ZEROS, commits: [] }],
    ['that write history anew', { forced: true }],
  ])('%s bring no changes', (_, more) => {
    expect(factsOf('push', push(more))).toEqual([]);
  });

  it('of as many commits as GitHub tells may be of more', () => {
    const [commit] = push().commits;
    const commits = Array.from({ length: 2048 }, () => commit);
    expect(factsOf('push', push({ commits }))).toMatchObject([
      { truncated: true },
    ]);
  });
});

describe('pull requests', () => {
  const pull = (more: object = {}) => ({
    action: 'closed',
    pull_request: {
      ...{ number: 7, title: 'Add a till', state: 'closed' },
      html_url: 'https://github.com/acme/shop/pull/7',
      merged_at: at(5),
      merge_commit_sha: SHA,
      updated_at: at(5),
      labels: [{ name: 'feature' }],
      head: { sha: 'c'.repeat(40) },
      base: { ref: 'main' },
      ...more,
    },
  });

  it.each<[string, object, object]>([
    [
      'merged',
      {},
      {
        ...{ state: 'merged', mergedAt: at(5), mergeRevision: SHA },
        revisions: ['c'.repeat(40)],
      },
    ],
    ['closed', { merged_at: null }, { state: 'closed' }],
    ['open', { merged_at: null, state: 'open' }, { state: 'open' }],
  ])('are %s', (_, more, expected) => {
    expect(factsOf('pull_request', pull(more))).toEqual([
      {
        type: 'change',
        project: 'github.com/acme/shop',
        changeId: '7',
        title: 'Add a till',
        url: 'https://github.com/acme/shop/pull/7',
        labels: ['feature'],
        updatedAt: at(5),
        ...expected,
      },
    ]);
  });

  it('into other branches change nothing that is delivered', () => {
    expect(factsOf('pull_request', pull({ base: { ref: 'deploy' } }))).toEqual(
      [],
    );
  });
});

describe('issues', () => {
  const issue = (more: object = {}, around: object = {}) => ({
    action: 'opened',
    issue: {
      ...{ number: 3, title: 'Tills are stuck', state: 'open', body: null },
      html_url: 'https://github.com/acme/shop/issues/3',
      ...{ created_at: at(1), updated_at: at(2), closed_at: null },
      labels: [{ name: 'Sev1' }],
      ...more,
    },
    ...around,
  });

  it('with the label are incidents', () => {
    expect(factsOf('issues', issue())).toEqual([
      {
        type: 'incident',
        incidentId: 'github.com/acme/shop#3',
        project: 'github.com/acme/shop',
        title: 'Tills are stuck',
        url: 'https://github.com/acme/shop/issues/3',
        openedAt: at(1),
        updatedAt: at(2),
      },
    ]);
  });

  it.each<[string, object, object, object | undefined]>([
    ['without the label', { labels: [{ name: 'bug' }] }, {}, undefined],
    ['that are pull requests', { pull_request: {} }, {}, undefined],
    [
      'that are closed',
      { state: 'closed', closed_at: at(9), state_reason: 'completed' },
      {},
      { resolvedAt: at(9) },
    ],
    [
      'that are closed as not planned',
      { state: 'closed', closed_at: at(9), state_reason: 'not_planned' },
      {},
      { withdrawn: true },
    ],
    [
      'whose label is taken off',
      { labels: [] },
      { action: 'unlabeled', label: { name: 'incident' } },
      { withdrawn: true },
    ],
    [
      'of which another label is taken off',
      { labels: [] },
      { action: 'unlabeled', label: { name: 'bug' } },
      undefined,
    ],
    ['that are deleted', {}, { action: 'deleted' }, { withdrawn: true }],
    ['that are moved away', {}, { action: 'transferred' }, { withdrawn: true }],
    [
      'that name the cause',
      {
        body: 'It broke.\n\nDeployment: 42\r\nversion: `v12`\n**Revision:** 1a2b3c4\nEnvironment: production\n',
      },
      {},
      {
        ...{ deploymentId: '42', version: 'v12', revision: '1a2b3c4' },
        environment: 'production',
      },
    ],
    [
      'that are a form',
      { body: '### Version\n\nv12\n\n### Commit\n\n_No response_\n' },
      {},
      { version: 'v12' },
    ],
    [
      'that speak of versions',
      { body: 'The version: was it the cause? Deployment: yes please' },
      {},
      {},
    ],
  ])('%s', (_, more, around, expected) => {
    const facts = factsOf('issues', issue(more, around));
    expect(facts.length).toBe(expected ? 1 : 0);
    expect(facts).toMatchObject(expected ? [expected] : []);
    const named = ['deploymentId', 'version', 'revision', 'environment'];
    for (const field of named)
      expect([field, (facts[0] as any)?.[field]]).toEqual([
        field,
        (expected as any)?.[field],
      ]);
  });
});

describe('releases', () => {
  const release = (more: object = {}) => ({
    action: 'published',
    release: {
      ...{ id: 5, tag_name: 'v2', draft: false, prerelease: false },
      target_commitish: SHA,
      html_url: 'https://github.com/acme/shop/releases/tag/v2',
      ...{ created_at: at(1), published_at: at(4) },
      ...more,
    },
  });
  const typesOf = (more: object) =>
    factsOf('release', release(more)).map(({ type }) => type);

  it('of a commit are deployments that succeeded when they were published', () => {
    expect(factsOf('release', release())).toMatchObject([
      { type: 'deploymentStatus', state: 'success', at: at(4) },
      { type: 'deployment', revision: SHA, version: 'v2' },
    ]);
  });

  it('of a branch wait until their tag is looked up', () => {
    expect(typesOf({ target_commitish: 'main' })).toEqual(['deploymentStatus']);
  });

  it('that are drafts or come early are none', () => {
    expect(typesOf({ draft: true })).toEqual([]);
    expect(typesOf({ prerelease: true })).toEqual([]);
    expect(typesOf({ published_at: null })).toEqual([]);
  });

  it('are none where nobody said that they are', () => {
    const payload = { repository: repositoryOf(), ...release() };
    const { releaseEnvironment, ...others } = rules;
    expect(factsOfDelivery('release', payload, others)).toEqual([]);
  });
});

describe('runs', () => {
  const run = (more: object) => ({
    action: 'completed',
    workflow_run: {
      ...{ id: 9, run_attempt: 2, name: 'CI', head_sha: SHA, event: 'push' },
      ...{ head_branch: 'main', status: 'completed', conclusion: 'success' },
      ...{ run_started_at: at(1), created_at: at(0), updated_at: at(3) },
      html_url: 'https://github.com/acme/shop/actions/runs/9',
      ...more,
    },
  });

  it.each([
    [{}, { status: 'completed', conclusion: 'success', completedAt: at(3) }],
    [{ conclusion: 'timed_out' }, { conclusion: 'failure' }],
    [{ conclusion: 'action_required' }, { conclusion: 'other' }],
    [{ conclusion: 'cancelled' }, { conclusion: 'cancelled' }],
    [{ status: 'waiting', conclusion: null }, { status: 'queued' }],
    [{ status: 'in_progress', conclusion: null }, { status: 'in_progress' }],
  ])('%j', (more, expected) => {
    expect(factsOf('workflow_run', run(more))).toMatchObject([
      { runId: '9', attempt: 2, startedAt: at(1), ...expected },
    ]);
  });
});

it('has nothing to tell of teams and repositories', () => {
  expect(factsOf('team', { action: 'created' })).toEqual([]);
  expect(factsOf('repository', { action: 'created' })).toEqual([]);
});

it('names the field that is not what GitHub sends', () => {
  const payload = deploymentOf({ id: 1, sha: 'a' });
  Object.assign(payload.deployment, { environment: null });
  expect(() => factsOf('deployment', payload)).toThrow(
    'deployment.environment: Invalid input',
  );
  expect(() => factsOfDelivery('push', { ref: 'x' }, rules)).toThrow(
    'payload.repository: Invalid input',
  );
});
