import { processes } from '../__testUtils__/processes';
import { TestRuns } from '../__testUtils__/TestRuns';
import { TestSandbox } from '../__testUtils__/TestSandbox';

jest.setTimeout(60_000);

const sandbox = new TestSandbox({ deployTarget: false });
const runs = new TestRuns(sandbox);

beforeAll(() => sandbox.start());
afterAll(() => sandbox.remove());

interface Feature {
  name: string;
  steps: string;
  /** What the log must have, and must not have. */
  shows?: Array<string | RegExp>;
  hides?: string[];
  conclusion?: string;
  /** The conclusions of the workflow's own steps; else each ended as the job did. */
  ends?: string[];
}

const features: Feature[] = [
  {
    name: 'outputs go from step to step, also of several lines',
    steps: `
- id: one
  run: |
    echo "plain=value" >> "$GITHUB_OUTPUT"
    { echo 'lines<<END'; echo first; echo second; echo END; } >> "$GITHUB_OUTPUT"
- env:
    LINES: \${{ steps.one.outputs.lines }}
  run: echo "got \${{ steps.one.outputs.plain }}" && echo "$LINES" | tr '\\n' '+'
`,
    shows: ['got value', 'first+second+'],
  },
  {
    name: 'GITHUB_ENV and GITHUB_PATH hold for the steps after',
    steps: `
- run: |
    echo "COLOUR=green" >> "$GITHUB_ENV"
    mkdir tools && printf '#!/bin/sh\\necho from the tool' > tools/mine && chmod +x tools/mine
    echo "$PWD/tools" >> "$GITHUB_PATH"
- run: mine; echo "$COLOUR / \${{ env.COLOUR }}"
`,
    shows: ['from the tool', 'green / green'],
  },
  {
    name: 'GITHUB_ENV may not set NODE_OPTIONS',
    steps: `
- run: echo "NODE_OPTIONS=--require=/tmp/x" >> "$GITHUB_ENV"
`,
    conclusion: 'failure',
    shows: ["Can't store NODE_OPTIONS output parameter"],
  },
  {
    name: 'the environment is built from scratch',
    steps: `
- run: test -z "$FAIRWAY_SECRET_OF_THE_SANDBOX" && test -z "$JEST_WORKER_ID" && echo clean; env | sort
- run: |
    test "$HOME" != "${process.env.HOME}" && test -d "$RUNNER_TEMP" && test "$PWD" = "$GITHUB_WORKSPACE"
    test "$CI" = true && test "$GITHUB_ACTIONS" = true && test "$GITHUB_REF_NAME" = main
    test "$GITHUB_EVENT_NAME" = push && test -s "$GITHUB_EVENT_PATH"
    test "$(command -v node)" = "${process.execPath}" && echo "same node"
`,
    shows: ['clean', 'same node'],
    hides: ['FAIRWAY_SECRET_OF_THE_SANDBOX=', 'GITHUB_TOKEN='],
  },
  {
    name: 'without shell a pipe may fail, with bash it may not',
    steps: `
- run: false | true; echo "still here"
- shell: bash
  run: |
    false | true
    echo "never said"
`,
    conclusion: 'failure',
    ends: ['success', 'failure'],
    shows: [/^still here$/m],
    hides: ['\nnever said\n##'],
  },
  {
    name: 'other shells, and a folder to work in',
    steps: `
- shell: sh
  run: mkdir -p some/where
- working-directory: some/where
  run: pwd
- shell: node {0}
  run: console.log(6 * 7)
`,
    shows: [/some\/where$/m, /^42$/m],
  },
  {
    name: 'a folder that is not there is named',
    steps: `
- working-directory: nowhere
  run: pwd
`,
    conclusion: 'failure',
    shows: [/The working directory does not exist: .*nowhere/],
  },
  {
    name: 'conditions see how the job stands',
    steps: `
- run: exit 3
- run: echo "not run"
- if: failure()
  run: echo "after a failure"
- if: always()
  run: echo "in any case \${{ job.status }}"
- if: success()
  run: echo "not run either"
- if: \${{ cancelled() }}
  run: echo "nor this"
`,
    conclusion: 'failure',
    ends: ['failure', 'skipped', 'success', 'success', 'skipped', 'skipped'],
    shows: ['Process completed with exit code 3.', 'in any case failure'],
  },
  {
    name: 'continue-on-error keeps the job green and tells the outcome',
    steps: `
- id: risky
  continue-on-error: true
  run: exit 1
- run: echo "\${{ steps.risky.outcome }} but \${{ steps.risky.conclusion }}"
`,
    shows: ['failure but success'],
  },
  {
    name: 'what is masked is not shown',
    steps: `
- run: |
    word="open $(echo sesame)"
    echo "::add-mask::$word"
    echo "the word is $word"
    printf "$word" | base64
- run: echo "token \${{ github.token }}" && echo "\${{ secrets.GITHUB_TOKEN }}"
`,
    shows: ['the word is ***', 'token ***'],
    hides: ['open sesame', 'b3BlbiBzZXNhbWU', 'ghs_'],
  },
  {
    name: 'commands group, annotate, and can be stopped',
    steps: `
- run: |
    echo "::group::Details"
    echo "::notice title=Hint::look here"
    echo "::error file=src/a.ts,line=7::bad line"
    echo "::endgroup::"
    echo "::stop-commands::token-1"
    echo "::error::only text"
    echo "::token-1::"
    echo "::warning::heard again"
`,
    shows: [
      '##[group]Details',
      '##[notice]look here',
      '##[error]bad line',
      '::error::only text',
      '##[warning]heard again',
    ],
  },
  {
    name: 'a step ends when its time is up, and all it started with it',
    steps: `
- timeout-minutes: 0.01
  run: |
    (trap '' TERM; exec sleep 300) &
    sleep 300
- if: always()
  run: echo "goes on"
`,
    conclusion: 'failure',
    ends: ['failure', 'success'],
    shows: ['has timed out after 0.01 minutes', 'goes on'],
  },
  {
    name: 'a process in the background lives until the end of the job',
    steps: `
- run: |
    node -e "require('http').createServer((q, s) => s.end('pong')).listen(18201, '127.0.0.1')" &
    until curl -s http://127.0.0.1:18201; do sleep 0.1; done
- run: curl -s http://127.0.0.1:18201; echo " again"
`,
    shows: ['pong again'],
  },
  {
    name: 'an action that is not built in fails the job',
    steps: `
- if: vars.REGISTRY != ''
  uses: docker/build-push-action@v6
- uses: some/thing@0123456789012345678901234567890123456789
- run: echo "never reached"
`,
    conclusion: 'failure',
    ends: ['skipped', 'failure', 'skipped'],
    shows: [
      'The action some/thing@0123456789012345678901234567890123456789 is not supported by the local runner',
    ],
  },
  {
    name: 'tools are reported as they are',
    steps: `
- id: node
  uses: actions/setup-node@v4
  with: { node-version: 18 }
- run: echo "\${{ steps.node.outputs.node-version }}"
- uses: actions/cache@v4
  with: { path: x, key: y }
`,
    shows: [
      `node: ${process.version}`,
      'The workflow asks for node 18; the local runner uses what the machine has',
      'keeps no cache for actions/cache',
    ],
  },
  {
    name: 'a summary and hashFiles',
    steps: `
- run: echo "data" > a.lock && echo "## Well done" >> "$GITHUB_STEP_SUMMARY"
- run: echo "hash \${{ hashFiles('*.lock') }} none \${{ hashFiles('*.none') }}."
`,
    shows: [/hash [0-9a-f]{64} none \./],
  },
  {
    name: 'an expression that is not valid fails its step',
    steps: `
- run: echo "\${{ fromJSON('{') }}"
`,
    conclusion: 'failure',
    shows: ['is not valid'],
  },
];

describe('steps', () => {
  it.each(features)('$name', async feature => {
    process.env.FAIRWAY_SECRET_OF_THE_SANDBOX = 'not for jobs';
    const run = await runs.runSteps(feature.steps);
    delete process.env.FAIRWAY_SECRET_OF_THE_SANDBOX;
    const log = run.logs.job;
    for (const text of feature.shows ?? []) {
      expect(log).toMatch(text);
    }
    for (const text of feature.hides ?? []) {
      expect(log).not.toContain(text);
    }
    expect(run.conclusion).toBe(feature.conclusion ?? 'success');
    const own = run.jobs[0].steps.slice(1, -1);
    expect(own.map((step: any) => step.conclusion)).toEqual(
      feature.ends ?? own.map(() => run.conclusion),
    );
  });
});

it('leaves no process behind', () => {
  expect(processes('sleep 300')).toEqual([]);
});
