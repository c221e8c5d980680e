import { eventually, TestSandbox } from '../testing/TestSandbox';

jest.setTimeout(60_000);

const sandbox = new TestSandbox({ deployTarget: false });
let counter = 0;

beforeAll(() => sandbox.start());
afterAll(() => sandbox.remove());

interface Ended {
  id: number;
  conclusion: string;
  jobs: any[];
  /** The logs of all jobs, without the times, by the job's name. */
  logs: Record<string, string>;
}

async function logOf(repository: string, job: any): Promise<string> {
  const response = await sandbox.fetch(
    `/repos/acme/${repository}/actions/jobs/${job.id}/logs`,
  );
  return response.status === 200
    ? (await response.text()).replace(/^\S+Z /gm, '')
    : '';
}

/** Waits for the newest run to end. */
async function ended(repository: string, id?: number): Promise<Ended> {
  const base = `/repos/acme/${repository}/actions/runs`;
  const run = await eventually(async () => {
    const { body } = await sandbox.call('GET', id ? `${base}/${id}` : base);
    const found = id ? body : body.workflow_runs[0];
    return found?.status === 'completed' && found;
  });
  const { body } = await sandbox.call('GET', `${base}/${run.id}/jobs`);
  const logs: Record<string, string> = {};
  for (const job of body.jobs) {
    logs[job.name] = await logOf(repository, job);
  }
  return { id: run.id, conclusion: run.conclusion, jobs: body.jobs, logs };
}

/** Pushes a workflow to a new repository and waits for its run. */
async function runWorkflow(
  workflow: string,
  files: Record<string, string> = {},
): Promise<Ended & { repository: string }> {
  counter += 1;
  const repository = `example-${counter}`;
  await sandbox.createRepository(repository);
  await sandbox.push(repository, {
    '.github/workflows/ci.yaml': workflow,
    ...files,
  });
  return { ...(await ended(repository)), repository };
}

it('runs steps', async () => {
  const run = await runWorkflow(`
on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: echo hello; ls; env | sort
`);
  expect(run.conclusion).toBe('success');
});
