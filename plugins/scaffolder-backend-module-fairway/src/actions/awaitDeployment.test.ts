import { ScriptedForge, testConfig } from '../__testUtils__/ScriptedForge';
import { TestAttempts } from '../__testUtils__/TestAttempts';
import { runAction } from '../__testUtils__/runAction';
import { ForgeClients } from '../forge/ForgeClients';
import { createAwaitDeploymentAction } from './awaitDeployment';

let forge: ScriptedForge;

beforeAll(async () => {
  forge = await ScriptedForge.start();
});
afterEach(() => forge.reset());
afterAll(() => forge.stop());

const commit = 'a'.repeat(40);
const deployment = {
  id: 5,
  sha: commit,
  environment: 'staging',
  payload: { version: 'v1', runId: '7' },
};

function run(timeout?: object, signal?: AbortSignal) {
  const config = testConfig(forge.host);
  const action = createAwaitDeploymentAction({
    config,
    fences: new TestAttempts().fences(),
    forge: ForgeClients.create({
      config,
      integrations: forge.integrations(),
      pace: { interval: () => 1, appearsWithin: 4000 },
    }),
  });
  return runAction(action, {
    input: {
      repoUrl: `${forge.host}?owner=acme&repo=ledger`,
      environment: 'staging',
      commitHash: commit,
      ...(timeout && { timeout: timeout as {} }),
    },
    signal,
  });
}

describe('await:deployment', () => {
  it('waits until the commit runs, and tells where', async () => {
    forge
      .answer(200, [])
      .answer(200, [deployment])
      .answer(200, [])
      .answer(200, [deployment])
      .answer(200, [{ state: 'in_progress', description: 'Starting' }])
      .answer(200, [deployment])
      .answer(200, [
        {
          state: 'success',
          description: 'Ready',
          environment_url: 'http://localhost:8100',
        },
        { state: 'in_progress' },
      ]);
    const { output, logger } = await run();
    expect(output).toEqual({
      url: 'http://localhost:8100',
      version: 'v1',
      deploymentId: 5,
    });
    expect(logger.info.mock.calls.flat()).toEqual([
      'staging: created',
      'staging: in progress – Starting',
      'staging: success – Ready – http://localhost:8100',
    ]);
    expect(forge.requests.slice(1, 3)).toEqual([
      `GET /api/v3/repos/acme/ledger/deployments?environment=staging&sha=${commit}&per_page=10`,
      'GET /api/v3/repos/acme/ledger/deployments/5/statuses?per_page=100',
    ]);
  });

  it('takes a release for successful that a later one has replaced', async () => {
    forge
      .answer(200, [{ ...deployment, payload: '{"version":"v1"}' }])
      .answer(200, [
        { state: 'inactive' },
        { state: 'success', environment_url: '' },
      ]);
    await expect(run()).resolves.toMatchObject({
      output: { url: undefined, version: 'v1' },
    });
  });

  it('fails with the reason and the log', async () => {
    forge.answer(200, [deployment]).answer(200, [
      {
        state: 'failure',
        description: '/readyz did not answer within 30 s',
        log_url: 'http://forge/log',
      },
    ]);
    forge.answer(200, [deployment]);
    await expect(run()).rejects.toThrow(
      'The deployment to staging failed: /readyz did not answer within 30 s. Log: http://forge/log. Correct the cause, then retry.',
    );
  });

  it('follows the later release that corrects one that failed', async () => {
    forge
      .answer(200, [deployment])
      .answer(200, [{ state: 'failure' }])
      .answer(200, [{ ...deployment, id: 6, payload: { version: 'v2' } }])
      .answer(200, [
        { state: 'success', environment_url: 'http://localhost:8100' },
      ]);
    await expect(run()).resolves.toMatchObject({
      output: { url: 'http://localhost:8100', version: 'v2', deploymentId: 6 },
    });
  });

  it('asks for a deployer when nobody deploys', async () => {
    forge.always((_req, res) => {
      res.writeHead(200, { 'content-type': 'application/json' }).end('[]');
    });
    await expect(run({ milliseconds: 50 })).rejects.toThrow(
      'Nobody has deployed aaaaaaa to staging in the time allowed for it: is a deployer watching the branch deploy?',
    );
  });

  it('ends with the task', async () => {
    const task = new AbortController();
    forge.script(() => task.abort());
    await expect(run(undefined, task.signal)).rejects.toThrow(
      'The request was cancelled; the deployment may go on',
    );
  });
});
