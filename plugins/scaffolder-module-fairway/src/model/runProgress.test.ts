import type { LogEvent } from '@backstage/plugin-scaffolder-common';
import {
  advance,
  currentStep,
  startProgress,
  stepDuration,
} from './runProgress';

const steps = [
  { id: 'render', name: 'Render the path', action: 'fetch:template' },
  { id: 'publish', name: 'Publish the repository', action: 'publish:github' },
  { id: 'ci', name: 'Wait for CI', action: 'trigger:ci' },
];

function at(second: number) {
  return `2026-11-21T14:07:${String(second).padStart(2, '0')}.000Z`;
}

function event(
  id: number,
  type: LogEvent['type'],
  body: Record<string, unknown> = {},
): LogEvent {
  return {
    id,
    type,
    taskId: 'run-1',
    createdAt: at(id),
    body: { message: '', ...body } as LogEvent['body'],
  };
}

function log(id: number, stepId: string, status?: string, message = 'said') {
  return event(id, 'log', { stepId, status, message });
}

const begun = [
  event(1, 'log', { message: 'Starting up task with 3 steps' }),
  log(2, 'render', 'processing'),
  log(4, 'render', 'completed'),
  log(5, 'publish', 'processing'),
];
const failed = [
  ...begun,
  log(
    7,
    'publish',
    'failed',
    'ConflictError: taken\n    at publish (x.ts:1:2)',
  ),
  log(8, 'ci', 'skipped'),
  event(9, 'completion', {
    error: { name: 'ConflictError', message: 'taken' },
  }),
];

describe('a run under way', () => {
  const progress = advance(startProgress(steps), begun);

  it('knows which step runs, and for how long', () => {
    expect(progress.steps.map(({ state }) => state)).toEqual([
      'done',
      'running',
      'waiting',
    ]);
    expect(currentStep(progress)?.id).toBe('publish');
    const now = new Date(at(11));
    expect(progress.steps.map(step => stepDuration(step, now))).toEqual([
      2_000,
      6_000,
      undefined,
    ]);
    expect(progress.end).toBeUndefined();
  });

  it('numbers the lines and drops the colours', () => {
    const coloured = advance(progress, [
      log(6, 'publish', undefined, '\u001b[32minfo\u001b[39m: one\ntwo\n'),
    ]);
    expect(
      coloured.lines.slice(-2).map(({ number, text }) => [number, text]),
    ).toEqual([
      [5, 'info: one'],
      [6, 'two'],
    ]);
  });

  it('passes over what it has seen', () => {
    expect(advance(progress, begun)).toEqual(progress);
  });
});

describe('a failed run', () => {
  const progress = advance(startProgress(steps), failed);

  it('says which step failed and why', () => {
    expect(progress.end).toEqual({ state: 'failed', at: at(9) });
    expect(progress.error?.message).toBe('taken');
    expect(currentStep(progress)?.id).toBe('publish');
    expect(progress.steps[2].state).toBe('skipped');
  });

  it('takes no step from a worker that speaks after the end', () => {
    const after = advance(progress, [log(90, 'render', 'failed')]);
    expect(after.steps).toEqual(progress.steps);
  });

  it('marks the line, without the frames of the runner', () => {
    const lines = progress.lines.filter(({ stepId }) => stepId === 'publish');
    expect(lines.slice(1)).toEqual([
      {
        number: 5,
        at: at(7),
        stepId: 'publish',
        text: 'ConflictError: taken',
        failure: true,
      },
    ]);
  });

  it('fails the step that ran when its worker was lost', () => {
    const lost = advance(startProgress(steps), [
      ...begun,
      event(9, 'completion', { message: 'lost its worker' }),
    ]);
    expect(lost.steps[1]).toMatchObject({ state: 'failed', endedAt: at(9) });
    expect(lost.error).toEqual({ message: 'lost its worker' });
  });
});

describe('a retried run', () => {
  const again = advance(startProgress(steps), [
    ...failed,
    event(20, 'recovered'),
    log(21, 'render', 'completed', 'Skipping step render'),
    log(22, 'publish', 'processing'),
  ]);

  it('goes on and keeps the times of what was done before', () => {
    expect(again.attempts).toBe(2);
    expect(again.end).toBeUndefined();
    expect(again.error).toBeUndefined();
    expect(again.steps.map(({ state }) => state)).toEqual([
      'done',
      'running',
      'waiting',
    ]);
    expect(stepDuration(again.steps[0], new Date(at(59)))).toBe(2_000);
    expect(stepDuration(again.steps[1], new Date(at(24)))).toBe(2_000);
  });

  it('keeps the log of the first attempt', () => {
    expect(again.lines[0].text).toBe('Starting up task with 3 steps');
  });
});

describe('a stopped run', () => {
  it('is stopping until its end comes, then stopped', () => {
    const stopping = advance(startProgress(steps), [
      ...begun,
      event(6, 'cancelled', { stepId: 'publish', status: 'cancelled' }),
    ]);
    expect(stopping.stopping).toBe(true);
    expect(stopping.end).toBeUndefined();

    const stopped = advance(stopping, [
      log(8, 'publish', 'failed', 'Error: publish has been cancelled'),
      event(9, 'completion', { error: { message: 'has been cancelled' } }),
    ]);
    expect(stopped.end?.state).toBe('stopped');
    expect(stopped.steps[1].state).toBe('stopped');
    expect(stopped.lines.some(({ failure }) => failure)).toBe(false);
  });
});

describe('a finished run', () => {
  it('has its output', () => {
    const done = advance(startProgress(steps), [
      ...begun,
      event(9, 'completion', { output: { remoteUrl: 'http://forge/x' } }),
    ]);
    expect(done.end?.state).toBe('done');
    expect(done.output).toEqual({ remoteUrl: 'http://forge/x' });
  });
});
