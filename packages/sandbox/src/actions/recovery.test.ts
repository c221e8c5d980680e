import { processes } from '../__testUtils__/processes';
import { TestRuns } from '../__testUtils__/TestRuns';
import { eventually, TestSandbox } from '../__testUtils__/TestSandbox';

jest.setTimeout(60_000);

const WORKFLOW = `
name: CI
on: [push, workflow_dispatch]
jobs:
  done:
    runs-on: x
    outputs: { word: "\${{ steps.a.outputs.word }}" }
    steps: [{ id: a, run: echo word=kept >> $GITHUB_OUTPUT }]
  long:
    needs: done
    runs-on: x
    steps:
      - run: echo before
      - run: |
          setsid sleep 4711 &
          test -e /tmp/never || sleep 4712
      - run: echo after
  last:
    needs: [done, long]
    if: always()
    runs-on: x
    steps: [{ run: 'echo "\${{ needs.done.outputs.word }} \${{ needs.long.result }}"' }]
`;

/** The deploy target of the process keeps to ports for tests. */
const QUIET = { FAIRWAY_DEPLOY_PORTS: '18280-18290' };

let sandbox: TestSandbox;
let runs: TestRuns;

beforeEach(() => {
  sandbox = new TestSandbox({ deployTarget: false });
  runs = new TestRuns(sandbox);
});
afterEach(() => sandbox.remove());

/** Begins a run and waits until its long step is under way. */
async function beginRun(): Promise<{ repository: string; id: number }> {
  const repository = await runs.push(WORKFLOW);
  const run = await runs.until(
    repository,
    ({ status }) => status === 'in_progress',
  );
  await eventually(
    () => processes('sleep 4711').length + processes('sleep 4712').length === 2,
  );
  return { repository, id: run.id };
}

async function expectLost(repository: string, id: number, message: string) {
  const ended = await runs.ended(repository, id);
  expect(ended.conclusion).toBe('failure');
  expect(ended.jobs.map(job => [job.name, job.conclusion])).toEqual([
    ['done', 'success'],
    ['long', 'failure'],
    ['last', 'success'],
  ]);
  expect(ended.logs.long).toContain('before');
  expect(ended.logs.long).toContain(message);
  expect(ended.logs.last).toContain('kept failure');
  expect(processes('sleep 4711')).toEqual([]);
  expect(processes('sleep 4712')).toEqual([]);
}

it('a job fails when the sandbox is killed under it; the run goes on from there', async () => {
  await sandbox.startProcess(QUIET);
  const { repository, id } = await beginRun();
  await sandbox.kill();
  await sandbox.startProcess(QUIET);
  await expectLost(repository, id, 'The runner lost communication');
  const again = await runs.dispatch(repository, { return_run_details: true });
  expect(again.status).toBe(200);
  expect(again.body.workflow_run_id).toBeGreaterThan(id);
});

it('a job fails when the sandbox is stopped; what waits starts at the next start', async () => {
  await sandbox.start();
  const { repository, id } = await beginRun();
  await sandbox.stop();
  expect(processes('sleep 4711')).toEqual([]);
  await sandbox.start();
  await expectLost(repository, id, 'The runner has received a shutdown signal');
});
