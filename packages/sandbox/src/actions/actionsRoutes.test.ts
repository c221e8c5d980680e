import { Octokit } from '@octokit/rest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sodium from 'libsodium-wrappers';
import { fromBuffer } from 'yauzl';

import { ContractChecker } from '../contract/ContractChecker';
import { eventually, TestSandbox } from '../__testUtils__/TestSandbox';
import { TestRuns } from '../__testUtils__/TestRuns';
import { WebhookReceiver } from '../__testUtils__/WebhookReceiver';

jest.setTimeout(60_000);

/** With GitHub's own description at hand, every answer here is held against it. */
const contract = process.env.FAIRWAY_GITHUB_OPENAPI
  ? ContractChecker.read(process.env.FAIRWAY_GITHUB_OPENAPI)
  : undefined;

const receiver = new WebhookReceiver();
let sandbox: TestSandbox;
let runs: TestRuns;
let octokit: Octokit;

beforeAll(async () => {
  const url = await receiver.start();
  sandbox = new TestSandbox({
    deployTarget: false,
    webhook: { url, secret: 'shared' },
    contract,
  });
  await sandbox.start();
  runs = new TestRuns(sandbox);
  octokit = new Octokit({
    baseUrl: sandbox.sandbox.apiBaseUrl,
    auth: sandbox.sandbox.token,
  });
});
afterAll(async () => {
  await sandbox.remove();
  await receiver.stop();
});

const BY_HAND = `
name: By hand
run-name: Release \${{ inputs.version }}
on:
  workflow_dispatch:
    inputs:
      version: { required: true }
      level: { type: choice, options: [low, high], default: low }
      dry: { type: boolean, default: true }
jobs:
  job:
    runs-on: x
    steps:
      - run: echo "\${{ inputs.version }} \${{ inputs.level }} \${{ inputs.dry == true }} \${{ github.event.inputs.dry }}"
`;

/** The names of the files in a zip. */
async function namesIn(zip: ArrayBuffer): Promise<string[]> {
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(zip), (error, file) => {
      if (error) {
        reject(error);
        return;
      }
      const names: string[] = [];
      file.on('entry', entry => names.push(entry.fileName));
      file.on('end', () => resolve(names));
    });
  });
}

describe('a dispatch', () => {
  let repository: string;
  beforeAll(async () => {
    repository = await runs.push(BY_HAND, {
      '.github/workflows/pushed.yaml':
        'on: { push: { tags: [x] } }\njobs: { a: { runs-on: x, steps: [{ run: echo }] } }',
    });
    await sandbox.push(
      repository,
      { '.github/workflows/ci.yaml': 'on: [workflow_dispatch\njobs: 3' },
      { branch: 'broken' },
    );
  });

  it('starts a run with its inputs', async () => {
    const answer = await runs.dispatch(repository, {
      inputs: { version: '1.2' },
    });
    expect(answer).toEqual({ status: 204, body: '' });
    const { run, logs } = await runs.ended(repository);
    expect(run).toMatchObject({
      event: 'workflow_dispatch',
      display_title: 'Release 1.2',
      name: 'By hand',
      head_branch: 'main',
      actor: { login: 'fairway[bot]' },
    });
    expect(logs.job).toContain('1.2 low true true');
  });

  it('tells which run it is when asked', async () => {
    const { status, body } = await runs.dispatch(repository, {
      inputs: { version: '2', dry: 'false' },
      return_run_details: true,
    });
    expect(status).toBe(200);
    expect(body.run_url).toBe(
      `${sandbox.sandbox.apiBaseUrl}/repos/acme/${repository}/actions/runs/${body.workflow_run_id}`,
    );
    const ended = await runs.ended(repository, body.workflow_run_id);
    expect(ended.logs.job).toContain('2 low false false');
  });

  it.each([
    ['an unknown workflow', 404, {}, 'none.yaml', 'Not Found'],
    ['no such trigger', 422, {}, 'pushed.yaml', 'workflow_dispatch'],
    ['a missing input', 422, {}, 'ci.yaml', "'version' not provided"],
    [
      'an unexpected input',
      422,
      { inputs: { version: '1', x: 1 } },
      'ci.yaml',
      'Unexpected inputs',
    ],
    [
      'a choice that is none',
      422,
      { inputs: { version: '1', level: 'no' } },
      'ci.yaml',
      'allowed values',
    ],
    [
      'a bad ref',
      422,
      { ref: 'nowhere', inputs: { version: '1' } },
      'ci.yaml',
      'No ref found',
    ],
    ['no ref', 422, { ref: undefined }, 'ci.yaml', 'Invalid request'],
    [
      'bad YAML',
      422,
      { ref: 'broken', inputs: { version: '1' } },
      'ci.yaml',
      'ci.yaml',
    ],
  ])('is refused for %s', async (_, status, body, workflow, message) => {
    const before = await runs.list(repository);
    const answer = await runs.dispatch(repository, body, workflow);
    expect(answer.status).toBe(status);
    expect(answer.body.message).toContain(message);
    expect(await runs.list(repository)).toHaveLength(before.length);
  });
});

it('lists workflows, runs, jobs and logs as GitHub does', async () => {
  const { repository, id, jobs } = await runs.run(`
name: CI
on: push
jobs:
  build: { runs-on: ubuntu-latest, steps: [{ name: Greet, run: echo hello }] }
  test: { runs-on: [self-hosted, linux], steps: [{ run: echo hello }] }
`);
  const repo = { owner: 'acme', repo: repository };
  const { data: workflows } = await octokit.actions.listRepoWorkflows(repo);
  expect(workflows.workflows).toMatchObject([
    { name: 'CI', path: '.github/workflows/ci.yaml', state: 'active' },
  ]);
  const { data: run } = await octokit.actions.getWorkflowRun({
    ...repo,
    run_id: id,
  });
  for (const filter of [
    { head_sha: run.head_sha },
    { event: 'push', branch: 'main', status: 'success' as const },
    { actor: 'fairway[bot]' },
  ]) {
    const { data } = await octokit.actions.listWorkflowRunsForRepo({
      ...repo,
      ...filter,
    });
    expect(data.workflow_runs.map(entry => entry.id)).toEqual([id]);
  }
  await octokit.actions.getWorkflow({ ...repo, workflow_id: 'ci.yaml' });
  await octokit.actions.getJobForWorkflowRun({ ...repo, job_id: jobs[0].id });
  await octokit.actions.downloadWorkflowRunAttemptLogs({
    ...repo,
    run_id: id,
    attempt_number: 1,
  });
  const { data: none } = await octokit.actions.listWorkflowRuns({
    ...repo,
    workflow_id: 'ci.yaml',
    status: 'failure',
  });
  expect(none.total_count).toBe(0);
  expect(jobs[0].steps.map((step: any) => [step.number, step.name])).toEqual([
    [1, 'Set up job'],
    [2, 'Greet'],
    [3, 'Complete job'],
  ]);
  expect(jobs[1].labels).toEqual(['self-hosted', 'linux']);
  const { data: attempt } = await octokit.actions.listJobsForWorkflowRunAttempt(
    {
      ...repo,
      run_id: id,
      attempt_number: 1,
    },
  );
  expect(attempt.total_count).toBe(2);
  expect(
    (await octokit.actions.listWorkflowRunArtifacts({ ...repo, run_id: id }))
      .data.total_count,
  ).toBe(0);
  const { data: logs } = await octokit.actions.downloadWorkflowRunLogs({
    ...repo,
    run_id: id,
  });
  expect(await namesIn(logs as ArrayBuffer)).toEqual([
    '0_build.txt',
    '1_test.txt',
  ]);
  const { data: checks } = await octokit.checks.listForRef({
    ...repo,
    ref: 'main',
  });
  expect(
    checks.check_runs.map(({ name, conclusion }) => [name, conclusion]),
  ).toEqual([
    ['build', 'success'],
    ['test', 'success'],
  ]);
});

it('hands artifacts from job to job, and to who asks for them', async () => {
  const { repository, id, conclusion, logs } = await runs.run(`
on: push
jobs:
  make:
    runs-on: x
    steps:
      - run: mkdir -p dist/deep && echo one > dist/one.txt && echo two > dist/deep/two.txt && echo h > dist/.hidden
      - id: up
        uses: actions/upload-artifact@v4
        with:
          name: program
          path: |
            dist
            !dist/**/two.txt
      - uses: actions/upload-artifact@v4
        with: { name: single, path: dist/deep/two.txt }
      - uses: actions/upload-artifact@v4
        with: { name: nothing, path: none/*.txt }
      - uses: actions/upload-artifact@v4
        continue-on-error: true
        with: { name: program, path: dist }
      - uses: actions/upload-artifact@v4
        continue-on-error: true
        with: { name: nothing, path: none, if-no-files-found: error }
  use:
    needs: make
    runs-on: x
    steps:
      - uses: actions/download-artifact@v4
        with: { name: program, path: here }
      - uses: actions/download-artifact@v4
      - run: find . -type f | sort | tr '\\n' ' '
      - uses: actions/download-artifact@v4
        with: { name: missing }
`);
  expect(conclusion).toBe('failure');
  expect(logs.make).toContain(
    'No files were found with the provided path: none/*.txt',
  );
  expect(logs.make).toContain('(409) Conflict');
  expect(logs.use).toContain(
    './here/one.txt ./program/one.txt ./single/two.txt',
  );
  expect(logs.use).toContain('Artifact not found for name: missing');

  const repo = { owner: 'acme', repo: repository };
  const { data } = await octokit.actions.listWorkflowRunArtifacts({
    ...repo,
    run_id: id,
    name: 'program',
  });
  expect(data.artifacts).toMatchObject([{ name: 'program', expired: false }]);
  const { data: zip } = await octokit.actions.downloadArtifact({
    ...repo,
    artifact_id: data.artifacts[0].id,
    archive_format: 'zip',
  });
  expect(await namesIn(zip as ArrayBuffer)).toEqual(['one.txt']);
});

it('keeps secrets sealed and out of the log, and gives variables', async () => {
  const repository = await runs.push(`
on: workflow_dispatch
jobs:
  job:
    runs-on: x
    outputs: { leak: "\${{ steps.a.outputs.leak }}" }
    steps:
      - id: a
        env: { PASSWORD: "\${{ secrets.PASSWORD }}" }
        run: |
          test "$PASSWORD" = "correct horse" && echo "it is right: $PASSWORD"
          echo "leak=$PASSWORD" >> $GITHUB_OUTPUT
      - run: echo "\${{ vars.COLOUR }} / \${{ vars.NONE }}"
`);
  const repo = { owner: 'acme', repo: repository };
  await sodium.ready;
  const { data: key } = await octokit.actions.getRepoPublicKey(repo);
  const sealed = sodium.crypto_box_seal(
    sodium.from_string('correct horse'),
    sodium.from_base64(key.key, sodium.base64_variants.ORIGINAL),
  );
  const put = {
    ...repo,
    secret_name: 'password',
    key_id: key.key_id,
    encrypted_value: sodium.to_base64(sealed, sodium.base64_variants.ORIGINAL),
  };
  expect((await octokit.actions.createOrUpdateRepoSecret(put)).status).toBe(
    201,
  );
  expect((await octokit.actions.createOrUpdateRepoSecret(put)).status).toBe(
    204,
  );
  await expect(
    octokit.actions.createOrUpdateRepoSecret({
      ...put,
      encrypted_value: Buffer.from('not sealed').toString('base64'),
    }),
  ).rejects.toMatchObject({ status: 422 });
  const { data: secrets } = await octokit.actions.listRepoSecrets(repo);
  expect(secrets.secrets.map(({ name }) => name)).toEqual(['PASSWORD']);
  await octokit.actions.createOrUpdateRepoSecret({
    ...put,
    secret_name: 'OLD',
  });
  const old = { ...repo, secret_name: 'OLD' };
  expect((await octokit.actions.getRepoSecret(old)).data.name).toBe('OLD');
  await octokit.actions.deleteRepoSecret(old);

  await octokit.actions.createRepoVariable({
    ...repo,
    name: 'colour',
    value: 'blue',
  });
  await octokit.actions.updateRepoVariable({
    ...repo,
    name: 'COLOUR',
    value: 'green',
  });
  await runs.dispatch(repository);
  const { logs } = await runs.ended(repository);
  expect(logs.job).toContain('it is right: ***');
  expect(logs.job).toContain('green / \n');
  expect(logs.job).toContain("Skip output 'leak' since it may contain secret.");
});

it('cancels, and what cleans up still runs', async () => {
  const repository = await runs.push(`
on: push
jobs:
  job: { runs-on: x, steps: [{ run: sleep 300 }, { run: echo never }, { if: always(), run: 'echo cleaned up' }] }
  after: { needs: job, runs-on: x, steps: [{ run: echo never }] }
`);
  const run = await runs.until(
    repository,
    ({ status }) => status === 'in_progress',
  );
  await eventually(async () => {
    const [job] = await runs.jobs(repository, run.id);
    return job.steps[1]?.status === 'in_progress';
  });
  const repo = { owner: 'acme', repo: repository, run_id: run.id };
  expect((await octokit.actions.cancelWorkflowRun(repo)).status).toBe(202);
  await octokit.actions.forceCancelWorkflowRun(repo);
  const ended = await runs.ended(repository, run.id);
  expect(ended.conclusion).toBe('cancelled');
  expect(ended.jobs.map(job => [job.name, job.conclusion])).toEqual([
    ['job', 'cancelled'],
    ['after', 'cancelled'],
  ]);
  expect(
    ended.jobs[0].steps.map((step: any) => step.conclusion).slice(1, -1),
  ).toEqual(['cancelled', 'skipped', 'success']);
  await expect(octokit.actions.cancelWorkflowRun(repo)).rejects.toMatchObject({
    status: 422,
  });
});

it('runs again, all of it or what failed', async () => {
  const first = await runs.run(`
on: push
jobs:
  good: { runs-on: x, steps: [{ run: 'echo attempt $GITHUB_RUN_ATTEMPT' }] }
  bad: { runs-on: x, steps: [{ run: 'test $GITHUB_RUN_ATTEMPT -gt 1' }] }
`);
  expect(first.conclusion).toBe('failure');
  const repo = { owner: 'acme', repo: first.repository, run_id: first.id };
  await octokit.actions.reRunWorkflowFailedJobs(repo);
  const second = await runs.ended(first.repository);
  expect(second.conclusion).toBe('success');
  expect(second.run.run_attempt).toBe(2);
  expect(second.logs.good).toContain('attempt 1');
  await octokit.actions.reRunWorkflow(repo);
  const third = await runs.ended(first.repository);
  expect(third.logs.good).toContain('attempt 3');
});

it('tells the webhooks, in order', async () => {
  receiver.deliveries.length = 0;
  const { repository } = await runs.run(`
on: push
jobs: { job: { runs-on: x, environment: staging, steps: [{ run: echo }] } }
`);
  await eventually(() => receiver.actions('workflow_run').length === 3);
  expect(receiver.actions('workflow_run')).toEqual([
    'requested',
    'in_progress',
    'completed',
  ]);
  expect(receiver.actions('workflow_job')).toEqual([
    'queued',
    'in_progress',
    'completed',
  ]);
  const completed = receiver.deliveries.filter(
    ({ event }) => event === 'workflow_run',
  )[2].payload;
  expect(completed).toMatchObject({
    workflow_run: { conclusion: 'success', head_branch: 'main' },
    workflow: { path: '.github/workflows/ci.yaml' },
    repository: { full_name: `acme/${repository}` },
    organization: { login: 'acme' },
    sender: { login: 'fairway[bot]' },
  });
  const { data: deployments } = await octokit.repos.listDeployments({
    owner: 'acme',
    repo: repository,
  });
  expect(deployments).toMatchObject([
    { environment: 'staging', creator: { login: 'github-actions[bot]' } },
  ]);
});

it('is not for who may not read the repository', async () => {
  const repository = await runs.push('on: push\njobs: {}');
  const anonymous = await fetch(
    `${sandbox.sandbox.apiBaseUrl}/repos/acme/${repository}/actions/runs`,
  );
  expect(anonymous.status).toBe(404);
});

it('deletes what is not needed any more', async () => {
  const { repository, id } = await runs.run(`
on: push
jobs:
  job:
    runs-on: x
    steps:
      - run: echo kept > file.txt
      - uses: actions/upload-artifact@v4
        with: { path: file.txt }
`);
  const repo = { owner: 'acme', repo: repository };
  const { data } = await octokit.actions.listArtifactsForRepo(repo);
  const [{ id: artifact }] = data.artifacts;
  const one = { ...repo, artifact_id: artifact };
  expect((await octokit.actions.getArtifact(one)).data.name).toBe('artifact');
  await octokit.actions.deleteArtifact(one);
  await expect(octokit.actions.getArtifact(one)).rejects.toMatchObject({
    status: 404,
  });
  await octokit.actions.deleteWorkflowRun({ ...repo, run_id: id });
  expect(await runs.list(repository)).toEqual([]);

  const variable = { ...repo, name: 'GONE' };
  await octokit.actions.createRepoVariable({ ...variable, value: 'x' });
  await octokit.actions.getRepoVariable(variable);
  await octokit.actions.deleteRepoVariable(variable);
  const { data: left } = await octokit.actions.listRepoVariables(repo);
  expect(left.variables).toEqual([]);
});

(contract ? describe : describe.skip)('the contract with GitHub', () => {
  it('is kept by every operation', () => {
    expect(contract?.violations).toEqual([]);
    const operations = readFileSync(
      join(__dirname, '../../operations.txt'),
      'utf8',
    )
      .split('\n')
      .filter(line => /^[A-Z]+ .*(\/actions\/|check-runs)/.test(line));
    expect(
      operations.filter(operation => !contract?.seen.includes(operation)),
    ).toEqual([]);
  });
});
