import { EndedRun, TestRuns } from '../__testUtils__/TestRuns';
import { TestSandbox } from '../__testUtils__/TestSandbox';

jest.setTimeout(60_000);

const sandbox = new TestSandbox({ deployTarget: false });
const runs = new TestRuns(sandbox);

beforeAll(() => sandbox.start());
afterAll(() => sandbox.remove());

/** How each job ended, by its name. */
function conclusions(run: EndedRun): Record<string, string> {
  return Object.fromEntries(run.jobs.map(job => [job.name, job.conclusion]));
}

describe('jobs', () => {
  it('wait for those they need, and get their outputs', async () => {
    const run = await runs.run(`
on: push
env: { WHO: workflow }
defaults: { run: { shell: bash } }
jobs:
  last:
    needs: [first, second]
    runs-on: ubuntu-latest
    steps:
      - run: echo "\${{ needs.first.outputs.word }} \${{ needs.second.result }} $WHO"
  first:
    runs-on: ubuntu-latest
    env: { WHO: job }
    outputs: { word: "\${{ steps.say.outputs.word }}" }
    steps:
      - id: say
        env: { WHO: step }
        run: echo "word=$WHO" >> $GITHUB_OUTPUT
  second:
    runs-on: ubuntu-latest
    steps:
      - run: sleep 0.2
`);
    expect(run.conclusion).toBe('success');
    expect(run.logs.last).toContain('step success workflow');
  });

  it('are skipped after a failure, unless they ask for it', async () => {
    const run = await runs.run(`
on: push
jobs:
  bad: { runs-on: x, steps: [{ run: exit 1 }] }
  after: { needs: bad, runs-on: x, steps: [{ run: echo never }] }
  furtherAfter: { needs: after, runs-on: x, steps: [{ run: echo never }] }
  report: { needs: [bad, after], if: failure(), runs-on: x, steps: [{ run: 'echo "\${{ needs.bad.result }}"' }] }
  always: { needs: after, if: always(), runs-on: x, steps: [{ run: echo here }] }
  unwanted: { if: github.ref == 'refs/heads/other', runs-on: x, steps: [{ run: echo never }] }
`);
    expect(run.conclusion).toBe('failure');
    expect(conclusions(run)).toEqual({
      bad: 'failure',
      after: 'skipped',
      furtherAfter: 'skipped',
      report: 'success',
      always: 'success',
      unwanted: 'skipped',
    });
    expect(run.logs.report).toContain('failure');
  });

  it('may fail where continue-on-error says so', async () => {
    const run = await runs.run(`
on: push
jobs:
  risky: { runs-on: x, continue-on-error: true, steps: [{ run: exit 1 }] }
  after: { needs: risky, runs-on: x, steps: [{ run: 'echo went on' }] }
`);
    expect(run.conclusion).toBe('success');
    expect(conclusions(run)).toEqual({ risky: 'failure', after: 'success' });
  });

  it('multiply by a matrix, also by one that a job computes', async () => {
    const run = await runs.run(`
on: push
jobs:
  list:
    runs-on: x
    outputs: { colours: "\${{ steps.c.outputs.list }}" }
    steps:
      - { id: c, run: "echo 'list=[\\"red\\",\\"blue\\"]' >> $GITHUB_OUTPUT" }
  paint:
    needs: list
    runs-on: x
    strategy:
      matrix:
        colour: \${{ fromJSON(needs.list.outputs.colours) }}
        size: [1, 2]
        exclude: [{ colour: red, size: 2 }]
        include: [{ colour: blue, size: 2, extra: bold }, { colour: green, size: 9 }]
    steps:
      - run: echo "\${{ matrix.colour }}-\${{ matrix.size }}-\${{ matrix.extra }} \${{ strategy.job-index }}/\${{ strategy.job-total }}"
`);
    expect(run.conclusion).toBe('success');
    expect(Object.keys(run.logs)).toEqual([
      'list',
      'paint (red, 1)',
      'paint (blue, 1)',
      'paint (blue, 2, bold)',
      'paint (green, 9)',
    ]);
    expect(run.logs['paint (blue, 2, bold)']).toContain('blue-2-bold 2/4');
  });

  it('of a matrix end when one fails, unless fail-fast is off', async () => {
    const run = await runs.run(`
on: push
jobs:
  fast:
    runs-on: x
    strategy: { matrix: { n: [0, 300] } }
    steps: [{ run: 'sleep \${{ matrix.n }}; exit 1' }]
`);
    expect(run.conclusion).toBe('failure');
    expect(conclusions(run)).toEqual({
      'fast (0)': 'failure',
      'fast (300)': 'cancelled',
    });
  });

  it.each([
    ['container: node:22', 'A job in a container is not supported'],
    ['services: { db: { image: postgres } }', 'Service containers are not'],
  ])('with %s are refused plainly', async (setting, message) => {
    const run = await runs.run(`
on: push
jobs:
  job:
    runs-on: x
    ${setting}
    steps: [{ run: echo never }, { if: always(), run: echo never }]
`);
    expect(run.conclusion).toBe('failure');
    expect(run.logs.job).toContain(message);
    expect(run.logs.job).not.toContain('Run echo never');
  });

  it('that take too long are ended', async () => {
    const run = await runs.run(`
on: push
jobs:
  job:
    runs-on: x
    timeout-minutes: 0.01
    steps: [{ run: sleep 300 }, { if: always(), run: echo clean-up }]
`);
    expect(run.conclusion).toBe('cancelled');
    expect(run.logs.job).toContain('exceeded the maximum execution time');
    expect(run.logs.job).toContain('clean-up');
  });

  it('of one concurrency group run one after another', async () => {
    const run = await runs.run(`
on: push
jobs:
  one: { runs-on: x, concurrency: deploy, steps: [{ run: 'date +%s%N; sleep 0.3; date +%s%N' }] }
  two: { runs-on: x, concurrency: Deploy, steps: [{ run: 'date +%s%N; sleep 0.3; date +%s%N' }] }
`);
    const spans = ['one', 'two'].map(name =>
      [...run.logs[name].matchAll(/^(\d{19})$/gm)].map(match =>
        BigInt(match[1]),
      ),
    );
    expect(spans[0][1] < spans[1][0]).toBe(true);
  });
});

describe('runs', () => {
  const slow = `
on: [push, workflow_dispatch]
concurrency: { group: "\${{ github.workflow }}", cancel-in-progress: CANCEL }
jobs:
  job: { runs-on: x, steps: [{ run: sleep SECONDS }] }
`;

  it('of one group: the newest waits, the one that waited before is cancelled', async () => {
    const repository = await runs.push(
      slow.replace('CANCEL', 'false').replace('SECONDS', '1'),
    );
    await runs.until(repository, run => run.status === 'in_progress');
    await runs.dispatch(repository);
    await runs.dispatch(repository);
    const [third, second, first] = await runs.list(repository);
    expect(second.status).toBe('completed');
    expect(second.conclusion).toBe('cancelled');
    expect(third.status).toBe('pending');
    expect((await runs.ended(repository, first.id)).conclusion).toBe('success');
    expect((await runs.ended(repository, third.id)).conclusion).toBe('success');
  });

  it('with cancel-in-progress end the one that runs', async () => {
    const repository = await runs.push(
      slow.replace('CANCEL', 'true').replace('SECONDS', '300'),
    );
    const first = await runs.until(
      repository,
      run => run.status === 'in_progress',
    );
    await runs.dispatch(repository);
    expect((await runs.ended(repository, first.id)).conclusion).toBe(
      'cancelled',
    );
    const second = await runs.until(
      repository,
      run => run.status === 'in_progress',
    );
    await sandbox.call(
      'POST',
      `/repos/acme/${repository}/actions/runs/${second.id}/cancel`,
    );
    await runs.ended(repository, second.id);
  });

  it('come of pushes that the filters let through', async () => {
    const repository = await runs.push(
      `
on:
  push: { branches: [main, 'release/**'], paths-ignore: ['docs/**'] }
jobs: { job: { runs-on: x, steps: [{ run: echo }] } }
`,
      {
        '.github/workflows/tags.yaml': `
on: { push: { tags: ['v*'] } }
jobs: { job: { runs-on: x, steps: [{ run: echo }] } }
`,
      },
    );
    await runs.ended(repository);
    await sandbox.push(repository, { 'docs/a.md': 'a' });
    await sandbox.push(
      repository,
      { 'a.txt': 'a' },
      { message: 'A [skip ci]' },
    );
    await sandbox.push(repository, { 'b.txt': 'b' }, { branch: 'other' });
    await sandbox.push(repository, { 'c.txt': 'c' }, { branch: 'release/1' });
    await sandbox.push(repository, { 'd.txt': 'd' });
    const all = await runs.list(repository);
    expect(all.map(run => run.head_branch)).toEqual([
      'main',
      'release/1',
      'main',
    ]);
  });

  it('of a file that is not valid fail and say why', async () => {
    const { conclusion, jobs } = await runs.run(`
on: push
jobs: { job: { steps: [{ runs: echo }] } }
`);
    expect(conclusion).toBe('startup_failure');
    expect(jobs).toEqual([]);
  });
});

it('a push with the token of a workflow starts no workflow', async () => {
  const run = await runs.run(
    `
on: push
permissions: { contents: write }
jobs:
  job:
    runs-on: x
    steps:
      - uses: actions/checkout@v4
      - run: |
          git config user.name ci && git config user.email ci@example.org
          echo more > more.txt && git add . && git commit -qm "More" && git push -q
          git push -q origin HEAD:refs/heads/other
`,
  );
  expect(run.conclusion).toBe('success');
  const { body } = await sandbox.call(
    'GET',
    `/repos/acme/${run.repository}/commits/other`,
  );
  expect(body.commit.message).toBe('More');
  expect(await runs.list(run.repository)).toHaveLength(1);
});

it.each([
  ['contents: read', 'may not push'],
  ['contents: write', 'pushed'],
])('the token has what permissions say: %s', async (permissions, shows) => {
  const run = await runs.run(`
on: push
permissions: { ${permissions} }
jobs:
  job:
    runs-on: x
    steps:
      - uses: actions/checkout@v4
      - run: git push -q origin HEAD:refs/heads/x && echo pushed || echo "may not push"
      - run: |
          curl -s -o /dev/null -w '%{http_code}\\n' -H "Authorization: Bearer \${{ github.token }}" "$GITHUB_API_URL/repos/acme/example-1"
`);
  expect(run.logs.job).toMatch(new RegExp(`^${shows}$`, 'm'));
  expect(run.logs.job).toMatch(/^404$/m);
});

it('checks out what it is asked for', async () => {
  const repository = await runs.push(
    `
on: workflow_dispatch
jobs:
  job:
    runs-on: x
    steps:
      - uses: actions/checkout@v4
        with: { fetch-depth: 0, path: all }
      - uses: actions/checkout@v4
        with: { ref: other, path: other }
      - uses: actions/checkout@v4
        with: { ref: "\${{ github.sha }}", path: shallow, persist-credentials: false }
      - run: |
          git -C all rev-list --count HEAD && git -C all branch --show-current
          cat other/b.txt
          git -C shallow rev-list --count HEAD
          git -C shallow fetch -q origin main || echo "no credentials left"
      - uses: actions/checkout@v4
        with: { path: ../elsewhere }
`,
  );
  await sandbox.push(repository, { 'a.txt': 'a' });
  await sandbox.push(
    repository,
    { 'b.txt': 'from other' },
    { branch: 'other' },
  );
  await runs.dispatch(repository);
  const { logs, conclusion } = await runs.ended(repository);
  expect(logs.job).toMatch(/^2\nmain\nfrom other\n?1$/m);
  expect(logs.job).toContain('no credentials left');
  expect(logs.job).toContain('is not under');
  expect(conclusion).toBe('failure');
});
