import { resolveDispatchInputs } from './dispatchInputs';
import { expandMatrix } from './expandMatrix';
import { parseWorkflow } from './parseWorkflow';
import { matchesPush } from './triggers';

const PATH = '.github/workflows/ci.yaml';

describe('a workflow file', () => {
  it('is read with what the parser of GitHub drops', () => {
    const workflow = parseWorkflow(
      PATH,
      `
name: CI
run-name: Build \${{ github.ref }}
on: { push: { branches: [main] }, workflow_dispatch: { inputs: { x: { required: true } } } }
permissions: read-all
defaults: { run: { shell: sh } }
concurrency: { group: a, cancel-in-progress: true }
jobs:
  job:
    runs-on: [self-hosted]
    permissions: { contents: write, pull-requests: read }
    timeout-minutes: 5
    strategy: { fail-fast: false, max-parallel: 2, matrix: { n: [1] } }
    environment: { name: staging, url: http://x }
    steps:
      - uses: a/b@v1
        with: { key: 1, other: true }
      - run: echo
        shell: bash
        working-directory: src
        timeout-minutes: 2
`,
    );
    expect(workflow).toMatchObject({
      name: 'CI',
      runName: 'Build ${{ github.ref }}',
      on: { push: { branches: ['main'] } },
      permissions: { contents: 'read', deployments: 'read' },
      defaults: { shell: 'sh' },
      concurrency: { group: 'a', cancelInProgress: true },
    });
    expect(workflow.jobs).toMatchObject([
      {
        key: 'job',
        permissions: { contents: 'write', 'pull-requests': 'read' },
        timeoutMinutes: 5,
        strategy: { failFast: false, maxParallel: 2 },
        environment: { name: 'staging' },
        steps: [
          { uses: 'a/b@v1', with: { key: 1, other: true } },
          { shell: 'bash', workingDirectory: 'src', timeoutMinutes: 2 },
        ],
      },
    ]);
  });

  it.each([
    ['no YAML', 'on: [push', PATH],
    [
      'an unknown key',
      'on: push\njobs: { a: { runs-on: x, stepz: [] } }',
      'stepz',
    ],
    ['no jobs', 'on: push', 'jobs'],
    [
      'an unknown need',
      'on: push\njobs: { a: { needs: b, runs-on: x, steps: [{ run: a }] } }',
      'at least one job with no dependencies',
    ],
    [
      'a bad expression',
      'on: push\njobs: { a: { runs-on: x, steps: [{ run: "${{ nope( }}" }] } }',
      'Unexpected end of expression',
    ],
    ['the same key twice', 'on: push\non: push\njobs: {}', 'unique'],
    [
      'a bomb of aliases',
      `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]`,
      'alias',
    ],
    ['too much', `#${'x'.repeat(600_000)}`, 'larger than'],
  ])('is refused with %s', (_, text, message) => {
    expect(() => parseWorkflow(PATH, text)).toThrow(message);
  });
});

describe('a push', () => {
  const branch = (name: string, changed: string[] = ['a.txt']) => ({
    ref: `refs/heads/${name}`,
    changed,
  });
  const tag = { ref: 'refs/tags/v1' };

  it.each([
    [{}, branch('main'), true],
    [{}, tag, true],
    [{ branches: ['main'] }, branch('main'), true],
    [{ branches: ['main'] }, branch('other'), false],
    [{ branches: ['main'] }, tag, false],
    [{ tags: ['v*'] }, tag, true],
    [{ tags: ['v*'] }, branch('main'), false],
    [{ branches: ['**', '!deploy'] }, branch('deploy'), false],
    [{ branches: ['release/**'] }, branch('release/1/2'), true],
    [{ branches: ['release/*'] }, branch('release/1/2'), false],
    [{ 'branches-ignore': ['deploy'] }, branch('deploy'), false],
    [{ 'branches-ignore': ['deploy'] }, branch('main'), true],
    [{ paths: ['src/**'] }, branch('main', ['docs/a.md']), false],
    [{ paths: ['src/**'] }, branch('main', ['docs/a.md', 'src/b.ts']), true],
    [{ 'paths-ignore': ['**.md'] }, branch('main', ['a.md']), false],
    [{ 'paths-ignore': ['docs/**'] }, branch('main', ['docs/a.md', 'b']), true],
  ])('with the filter %j and %j starts it: %s', (push, facts, expected) => {
    expect(matchesPush({ push }, facts)).toBe(expected);
  });

  it('starts no workflow that has no such trigger', () => {
    expect(matchesPush({ workflow_dispatch: {} }, branch('main'))).toBe(false);
  });
});

it.each([
  [
    { a: [1, 2], b: ['x'] },
    [
      { a: 1, b: 'x' },
      { a: 2, b: 'x' },
    ],
  ],
  [{ include: [{ a: 1 }, { a: 2 }] }, [{ a: 1 }, { a: 2 }]],
  // The example of GitHub's documentation.
  [
    {
      fruit: ['apple', 'pear'],
      animal: ['cat', 'dog'],
      include: [
        { color: 'green' },
        { color: 'pink', animal: 'cat' },
        { fruit: 'apple', shape: 'circle' },
        { fruit: 'banana' },
        { fruit: 'banana', animal: 'cat' },
      ],
    },
    [
      { fruit: 'apple', animal: 'cat', color: 'pink', shape: 'circle' },
      { fruit: 'apple', animal: 'dog', color: 'green', shape: 'circle' },
      { fruit: 'pear', animal: 'cat', color: 'pink' },
      { fruit: 'pear', animal: 'dog', color: 'green' },
      { fruit: 'banana' },
      { fruit: 'banana', animal: 'cat' },
    ],
  ],
])('the matrix %j is expanded as GitHub does', (matrix, expected) => {
  expect(expandMatrix(matrix)).toEqual(expected);
});

it('a matrix of more than 256 jobs is refused', () => {
  const numbers = Array.from({ length: 17 }, (_, index) => index);
  expect(() => expandMatrix({ a: numbers, b: numbers })).toThrow('at most 256');
});

it.each([
  [{}, {}, { inputs: {} }],
  [{ a: { default: 'x' } }, {}, { inputs: { a: 'x' } }],
  [{ a: { type: 'boolean' } }, {}, { inputs: { a: false } }],
  [{ a: { type: 'boolean' } }, { a: 'true' }, { inputs: { a: true } }],
  [
    { a: { type: 'boolean' } },
    { a: 'maybe' },
    { problem: "Provided value 'maybe' for input 'a' is not a boolean" },
  ],
  [
    { a: { required: true } },
    { a: '' },
    { problem: "Required input 'a' not provided" },
  ],
])('inputs %j given %j are %j', (inputs, given, expected) => {
  const on = { workflow_dispatch: { inputs } };
  expect(resolveDispatchInputs(on as never, given)).toEqual(expected);
});
