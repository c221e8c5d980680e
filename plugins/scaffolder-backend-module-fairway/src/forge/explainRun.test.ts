import { describeProgress, findErrorLine, findFailedStep } from './explainRun';
import { WorkflowJob } from './workflowRuns';

function job(
  name: string,
  conclusion: string | null,
  steps: Array<[string, string, string | null]> = [],
  status = conclusion ? 'completed' : 'in_progress',
): WorkflowJob {
  return {
    id: 1,
    name,
    status,
    conclusion,
    html_url: null,
    steps: steps.map(([step, state, result], index) => ({
      name: step,
      number: index + 1,
      status: state,
      conclusion: result,
    })),
  };
}

describe('findFailedStep', () => {
  it('finds the step that failed, before what was cancelled with it', () => {
    const failed = findFailedStep([
      job('lint', 'cancelled', [['npm run lint', 'completed', 'cancelled']]),
      job('test', 'failure', [
        ['checkout', 'completed', 'success'],
        ['npm test', 'completed', 'failure'],
      ]),
    ]);
    expect([failed?.job.name, failed?.step]).toEqual(['test', 'npm test']);
  });

  it('knows no step of a job that could not start', () => {
    const failed = findFailedStep([job('test', 'startup_failure')]);
    expect([failed?.job.name, failed?.step]).toEqual(['test', undefined]);
  });

  it('finds nothing in a run that went well', () => {
    expect(findFailedStep([job('test', 'success')])).toBeUndefined();
  });
});

describe('findErrorLine', () => {
  it.each([
    [
      'an annotated error before anything else',
      'x failed to matter\n2026-03-01T12:00:00.0000000Z ##[error]Unsupported action foo/bar@v1\n##[error]Process completed with exit code 1.',
      'Unsupported action foo/bar@v1',
    ],
    [
      'the first line that speaks of an error',
      'ok 1\n\u001b[31mnot ok 2 - adds\u001b[0m\nAssertionError [ERR]\n##[error]Process completed with exit code 1.',
      'not ok 2 - adds',
    ],
    ['the last line, failing that', 'one\ntwo\n\n', 'two'],
  ])('finds %s', (_, log, line) => {
    expect(findErrorLine(log)).toBe(line);
  });

  it('finds nothing in an empty log', () => {
    expect(findErrorLine('\n')).toBeUndefined();
  });
});

describe('describeProgress', () => {
  it('tells each job that has begun, with the step it is at', () => {
    expect(
      describeProgress([
        job('test', null, [
          ['checkout', 'completed', 'success'],
          ['npm test', 'in_progress', null],
        ]),
        job('build', 'success'),
        job('starting', null),
        job('release', null, [], 'queued'),
      ]),
    ).toEqual(['test: npm test (2/2)', 'build: success', 'starting: running']);
  });
});
