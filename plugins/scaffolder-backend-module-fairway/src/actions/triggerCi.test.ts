import { ScriptedForge, testConfig } from '../__testUtils__/ScriptedForge';
import { TestAttempts } from '../__testUtils__/TestAttempts';
import { runAction } from '../__testUtils__/runAction';
import { ForgeClients } from '../forge/ForgeClients';
import { createTriggerCiAction } from './triggerCi';

let forge: ScriptedForge;

beforeAll(async () => {
  forge = await ScriptedForge.start();
});
afterEach(() => forge.reset());
afterAll(() => forge.stop());

const commit = 'a'.repeat(40);

function run(
  more: object = {},
  options: {
    checkpoints?: Map<string, unknown>;
    signal?: AbortSignal;
    appearsWithin?: number;
  } = {},
) {
  const { appearsWithin = 4000 } = options;
  const action = createTriggerCiAction({
    config: testConfig(forge.host),
    fences: new TestAttempts().fences(),
    forge: ForgeClients.create({
      config: testConfig(forge.host),
      integrations: forge.integrations(),
      pace: { interval: () => 1, appearsWithin },
    }),
  });
  return runAction(action, {
    input: {
      repoUrl: `${forge.host}?owner=acme&repo=ledger`,
      commitHash: commit,
      ...more,
    },
    ...options,
  });
}

function runBody(status: string, conclusion: string | null = null) {
  return {
    id: 7,
    html_url: 'http://forge/acme/ledger/actions/runs/7',
    status,
    conclusion,
    run_attempt: 1,
  };
}

function jobs(
  status: string,
  conclusion: string | null,
  step: { status: string; conclusion: string | null },
) {
  return {
    jobs: [
      {
        id: 11,
        name: 'test',
        status,
        conclusion,
        html_url: null,
        steps: [{ name: 'npm test', number: 1, ...step }],
      },
    ],
  };
}

const RUNS = `GET /api/v3/repos/acme/ledger/actions/workflows/ci.yaml/runs?head_sha=${commit}&per_page=10`;
const DISPATCH =
  'POST /api/v3/repos/acme/ledger/actions/workflows/ci.yaml/dispatches';
const running = { status: 'in_progress', conclusion: null };
const passed = { status: 'completed', conclusion: 'success' };

describe('trigger:ci', () => {
  it('adopts the run of the push, tells its progress and its end', async () => {
    forge
      .answer(200, { workflow_runs: [] })
      .answer(200, { workflow_runs: [runBody('queued')] })
      .answer(200, runBody('in_progress'))
      .answer(200, jobs('in_progress', null, running))
      .answer(200, runBody('completed', 'success'))
      .answer(200, jobs('completed', 'success', passed));
    const { output, logger } = await run();
    expect(output).toEqual({
      runId: 7,
      runUrl: 'http://forge/acme/ledger/actions/runs/7',
      commitHash: commit,
      status: 'completed',
      conclusion: 'success',
    });
    expect(logger.info.mock.calls.flat()).toEqual([
      'Following the run that the push has started: http://forge/acme/ledger/actions/runs/7',
      'test: npm test (1/1)',
      'test: success',
    ]);
    expect(forge.requests).not.toContain(DISPATCH);
  });

  it('starts a run where the push has started none, once', async () => {
    let dispatched = false;
    const list = (_req: unknown, res: any) => {
      res.writeHead(200, { 'content-type': 'application/json' });
      const found = dispatched ? [runBody('queued')] : [];
      res.end(JSON.stringify({ workflow_runs: found }));
    };
    forge.always((req, res) => {
      if (req.method === 'POST') {
        dispatched = true;
        res.writeHead(204).end();
      } else if (req.url?.includes('/workflows/')) {
        list(req, res);
      } else {
        res.writeHead(200, { 'content-type': 'application/json' });
        res.end(
          JSON.stringify(
            req.url?.includes('/jobs')
              ? jobs('completed', 'success', passed)
              : runBody('completed', 'success'),
          ),
        );
      }
    });
    const checkpoints = new Map<string, unknown>();
    await run({}, { checkpoints, appearsWithin: 30 });
    await run({}, { checkpoints });
    await run();
    expect(forge.requests.filter(call => call === DISPATCH)).toHaveLength(1);
    expect(forge.requests.filter(call => call === RUNS).length).toBeGreaterThan(
      1,
    );
  });

  it('fails with the job, the step, the error and the run', async () => {
    forge
      .answer(200, { workflow_runs: [runBody('in_progress')] })
      .answer(200, runBody('completed', 'failure'))
      .answer(
        200,
        jobs('completed', 'failure', {
          status: 'completed',
          conclusion: 'failure',
        }),
      )
      .answer(
        200,
        jobs('completed', 'failure', {
          status: 'completed',
          conclusion: 'failure',
        }),
      )
      .script((_req, res) => {
        res.writeHead(200, { 'content-type': 'text/plain' });
        res.end(
          'ok 1\nnot ok 2 - adds\n##[error]Process completed with exit code 1.',
        );
      });
    await expect(run()).rejects.toThrow(
      'CI: Step "npm test" of job test failed: not ok 2 - adds. See http://forge/acme/ledger/actions/runs/7. Correct it on the branch, then retry: that follows the new run, or runs again what failed.',
    );
  });

  it('runs again what failed when it is retried, and passes over what it knows', async () => {
    const failed = runBody('completed', 'failure');
    const checkpoints = new Map<string, unknown>([
      [`run.acme.ledger.ci.yaml.${commit}`, { runId: 7 }],
    ]);
    forge
      .answer(200, failed)
      .answer(200, { commit: { sha: commit } })
      .answer(201)
      .answer(200, failed)
      .answer(200, { ...runBody('completed', 'success'), run_attempt: 2 })
      .answer(200, jobs('completed', 'success', passed));
    await expect(run({}, { checkpoints })).resolves.toMatchObject({
      output: { conclusion: 'success' },
    });
    expect(forge.requests[2]).toBe(
      'POST /api/v3/repos/acme/ledger/actions/runs/7/rerun-failed-jobs',
    );
    expect(forge.requests).not.toContain(DISPATCH);
  });

  it('follows the commit that corrected what failed when it is retried', async () => {
    const corrected = 'c'.repeat(40);
    const newer = {
      ...runBody('completed', 'success'),
      id: 8,
      html_url: 'http://forge/acme/ledger/actions/runs/8',
    };
    forge
      .answer(200, runBody('completed', 'failure'))
      .answer(200, { commit: { sha: corrected } })
      .answer(200, { workflow_runs: [newer] })
      .answer(200, newer)
      .answer(200, jobs('completed', 'success', passed));
    const { output, logger } = await run(
      {},
      {
        checkpoints: new Map([
          [`run.acme.ledger.ci.yaml.${commit}`, { runId: 7 }],
        ]),
      },
    );
    expect(output).toMatchObject({ runId: 8, commitHash: corrected });
    expect(logger.info.mock.calls.flat()).toContain(
      'aaaaaaa has failed and ccccccc came after it: following http://forge/acme/ledger/actions/runs/8',
    );
    expect(forge.requests.filter(call => call.startsWith('POST'))).toEqual([]);
  });

  it('runs again what failed of the newer commit too', async () => {
    const newer = { ...runBody('completed', 'failure'), id: 8 };
    forge
      .answer(200, runBody('completed', 'failure'))
      .answer(200, { commit: { sha: 'c'.repeat(40) } })
      .answer(200, { workflow_runs: [newer] })
      .answer(201)
      .answer(200, {
        ...newer,
        run_attempt: 2,
        conclusion: 'success',
      })
      .answer(200, jobs('completed', 'success', passed));
    await run(
      {},
      {
        checkpoints: new Map([
          [`run.acme.ledger.ci.yaml.${commit}`, { runId: 7 }],
        ]),
      },
    );
    expect(forge.requests.filter(call => call.startsWith('POST'))).toEqual([
      'POST /api/v3/repos/acme/ledger/actions/runs/8/rerun-failed-jobs',
    ]);
  });

  it('outlives hiccups of the forge', async () => {
    forge
      .answer(200, { workflow_runs: [runBody('queued')] })
      .answer(502)
      .script(req => {
        req.socket.destroy();
      })
      .answer(200, runBody('completed', 'success'))
      .answer(200, jobs('completed', 'success', passed));
    await expect(run()).resolves.toMatchObject({
      output: { conclusion: 'success' },
    });
  });

  it('says what to do when the time is over', async () => {
    forge.always((req, res) => {
      res.writeHead(200, { 'content-type': 'application/json' });
      const body = req.url?.includes('/jobs')
        ? { jobs: [] }
        : runBody('queued');
      res.end(
        JSON.stringify(
          req.url?.includes('/workflows/') ? { workflow_runs: [body] } : body,
        ),
      );
    });
    await expect(run({ timeout: { milliseconds: 50 } })).rejects.toThrow(
      'CI is still queued after the time allowed for it: http://forge/acme/ledger/actions/runs/7. Retry to go on waiting for the same run.',
    );
  });

  it('ends with the task', async () => {
    const task = new AbortController();
    forge.script(() => task.abort());
    await expect(run({}, { signal: task.signal })).rejects.toThrow(
      'The request was cancelled; CI may still run',
    );
  });

  it('runs the newest commit when none is named', async () => {
    forge
      .answer(200, { commit: { sha: commit } })
      .answer(200, { workflow_runs: [runBody('queued')] })
      .answer(200, runBody('completed', 'success'))
      .answer(200, jobs('completed', 'success', passed));
    await run({ commitHash: undefined });
    expect(forge.requests.slice(0, 2)).toEqual([
      'GET /api/v3/repos/acme/ledger/branches/main',
      RUNS,
    ]);
  });
});
