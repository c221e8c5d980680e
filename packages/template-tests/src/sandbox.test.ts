import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Sandbox, startSandbox } from '@fairway/sandbox';
import { ForgeEvents } from './ForgeEvents';
import { plainValues } from './nodeService';
import { startScaffolder } from './startScaffolder';
import { openTemplate } from './template';
import { writeFiles } from './writeFiles';

const run = promisify(execFile);
const minutes = 60_000;
const repository = `acme/${plainValues.name}`;

let folder: string;
let events: ForgeEvents;
let sandbox: Sandbox;

async function api(method: string, path: string, body?: unknown): Promise<any> {
  const response = await fetch(`${sandbox.apiBaseUrl}${path}`, {
    method,
    headers: {
      authorization: `token ${sandbox.token}`,
      'content-type': 'application/json',
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${method} ${path}: ${response.status} ${text}`);
  }
  const isJson = response.headers.get('content-type')?.includes('json');
  return isJson ? JSON.parse(text) : text;
}

/** The run of a workflow once it has ended, with its jobs by name. */
async function ended(workflow: string, number: number) {
  const { workflow_run: ofRun } = await events.waitFor(
    'workflow_run',
    payload =>
      payload.action === 'completed' &&
      payload.workflow_run.name === workflow &&
      payload.workflow_run.run_number === number,
    AbortSignal.timeout(4 * minutes),
  );
  const { jobs } = await api(
    'GET',
    `/repos/${repository}/actions/runs/${ofRun.id}/jobs`,
  );
  return Object.fromEntries(
    jobs.map((job: { name: string; conclusion: string; id: number }) => [
      job.name,
      { conclusion: job.conclusion, id: job.id },
    ]),
  );
}

async function running(environment: string): Promise<string> {
  const { deployment_status: status } = await events.waitFor(
    'deployment_status',
    payload =>
      payload.deployment.environment === environment &&
      ['success', 'failure', 'error'].includes(payload.deployment_status.state),
    AbortSignal.timeout(2 * minutes),
  );
  expect(status).toMatchObject({ state: 'success' });
  return status.environment_url;
}

async function promote(version: string) {
  await api(
    'POST',
    `/repos/${repository}/actions/workflows/promote.yaml/dispatches`,
    { ref: 'main', inputs: { from: 'staging', to: 'production', version } },
  );
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  events = await ForgeEvents.listen();
  sandbox = await startSandbox({
    stateDir: join(folder, 'state'),
    webhook: { url: events.url, secret: 'a secret of this test' },
  });
  const scaffolder = await startScaffolder({ host: sandbox.host });
  const { files } = await scaffolder.render(
    openTemplate('node-service'),
    plainValues,
  );
  await scaffolder.stop();
  await writeFiles(join(folder, 'source'), files);
  await api('POST', '/orgs/acme/repos', {
    name: plainValues.name,
    private: true,
  });
}, 1 * minutes);

afterAll(async () => {
  await sandbox?.stop();
  await events?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}, 1 * minutes);

it(
  'goes from its first commit to staging, and from there to production',
  async () => {
    const git = (...args: string[]) =>
      run('git', [
        ...['-C', join(folder, 'source')],
        ...['-c', 'user.name=Dana', '-c', 'user.email=dana@example.org'],
        ...args,
      ]);
    await git('init', '--quiet', '--initial-branch=main');
    await git('add', '--all');
    await git('commit', '--quiet', '--message=Create');
    await git(
      'push',
      '--quiet',
      `http://x-access-token:${sandbox.token}@${sandbox.host}/${repository}.git`,
      'main',
    );

    expect(await ended('CI', 1)).toMatchObject({
      test: { conclusion: 'success' },
      build: { conclusion: 'success' },
      image: { conclusion: 'skipped' },
      release: { conclusion: 'success' },
    });
    const staging = await running('staging');
    const identity = { service: plainValues.name, version: 'v1' };
    expect(await (await fetch(staging)).json()).toEqual(identity);
    expect((await fetch(`${staging}/readyz`)).status).toBe(200);
    expect(await (await fetch(`${staging}/metrics`)).text()).toContain(
      'http_requests_total',
    );

    await promote('v2');
    const refused = await ended('Promote', 1);
    expect(refused.promote.conclusion).toBe('failure');
    expect(
      await api(
        'GET',
        `/repos/${repository}/actions/jobs/${refused.promote.id}/logs`,
      ),
    ).toContain('staging has v1 by now, not "v2"');

    await promote('v1');
    expect(await ended('Promote', 2)).toMatchObject({
      promote: { conclusion: 'success' },
    });
    const production = await running('production');
    expect(production).not.toBe(staging);
    expect(await (await fetch(production)).json()).toEqual(identity);
  },
  8 * minutes,
);
