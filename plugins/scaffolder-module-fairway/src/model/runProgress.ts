import type {
  LogEvent,
  ScaffolderTaskOutput,
} from '@backstage/plugin-scaffolder-common';
import { appendLines, type LogLine } from './logLines';

export type StepState =
  'waiting' | 'running' | 'done' | 'failed' | 'stopped' | 'parked' | 'skipped';

export interface StepProgress {
  id: string;
  name: string;
  action: string;
  state: StepState;
  startedAt?: string;
  endedAt?: string;
}

export interface RunProgress {
  steps: StepProgress[];
  lines: LogLine[];
  /** Until an event of the end comes, a run goes on. One that is parked waits for a forge that wants no calls. */
  end?: { state: 'done' | 'failed' | 'stopped' | 'parked'; at: string };
  /** Somebody asked for it to be stopped. */
  stopping: boolean;
  /** 1, and one more for each retry and each time another worker took the run up again. */
  attempts: number;
  /** What the action said when it failed. */
  error?: { name?: string; message: string };
  output?: ScaffolderTaskOutput;
  lastEventId?: number;
}

interface StepSpec {
  id: string;
  name: string;
  action: string;
}

export function startProgress(steps: StepSpec[]): RunProgress {
  return {
    steps: steps.map(({ id, name, action }) => ({
      id,
      name,
      action,
      state: 'waiting',
    })),
    lines: [],
    stopping: false,
    attempts: 1,
  };
}

/** The error by which a run is set aside. */
const PARKED = 'ParkedError';

const stepStates: Record<string, StepState | undefined> = {
  processing: 'running',
  completed: 'done',
  failed: 'failed',
  cancelled: 'stopped',
  skipped: 'skipped',
};

function withStep(
  { steps, stopping, end }: RunProgress,
  event: LogEvent,
): StepProgress[] {
  const said = stepStates[event.body.status ?? ''];
  // After the end only a worker speaks that another has taken the run over from.
  if (!said || end) return steps;
  // The runner knows no other way to leave a step that is stopped than to let it fail.
  const state = stopping && said === 'failed' ? 'stopped' : said;
  return steps.map(step => {
    if (step.id !== event.body.stepId || step.state === state) return step;
    if (state === 'running') {
      return { ...step, state, startedAt: event.createdAt, endedAt: undefined };
    }
    // A step that a retry passes over was done before: it keeps the times it had then.
    const passedOver = state === 'done' && step.state === 'waiting';
    return passedOver
      ? { ...step, state }
      : { ...step, state, endedAt: event.createdAt };
  });
}

function atItsEnd(progress: RunProgress, event: LogEvent): RunProgress {
  const { error, output } = event.body as LogEvent['body'] & {
    error?: { name?: string; message: string };
    output?: ScaffolderTaskOutput;
  };
  const failed = error?.name === PARKED ? 'parked' : 'failed';
  const went = error || !output ? failed : 'done';
  const state = progress.stopping ? 'stopped' : went;
  const ended: StepState[] =
    state === 'parked' ? ['running', 'failed'] : ['running'];
  return {
    ...progress,
    end: { state, at: event.createdAt },
    error:
      error ??
      (state === 'failed' ? { message: event.body.message } : undefined),
    output,
    steps: progress.steps.map(step =>
      ended.includes(step.state)
        ? {
            ...step,
            state: state === 'done' ? 'failed' : state,
            endedAt: event.createdAt,
          }
        : step,
    ),
  };
}

function begunAgain(progress: RunProgress): RunProgress {
  return {
    ...progress,
    attempts: progress.attempts + 1,
    end: undefined,
    error: undefined,
    output: undefined,
    stopping: false,
    steps: progress.steps.map(step => ({
      ...step,
      state: 'waiting',
    })),
  };
}

function next(progress: RunProgress, event: LogEvent): RunProgress {
  switch (event.type) {
    case 'log':
      return { ...progress, steps: withStep(progress, event) };
    case 'cancelled':
      return { ...progress, stopping: true };
    case 'completion':
      return atItsEnd(progress, event);
    case 'recovered':
      return begunAgain(progress);
    default:
      return progress;
  }
}

/**
 * What is known of a run after some more of its events. Events that were seen before are passed over: after
 * a reconnection the server sends the end again.
 */
export function advance(
  progress: RunProgress,
  events: LogEvent[],
): RunProgress {
  const lines = [...progress.lines];
  let current: RunProgress = { ...progress, lines };
  for (const event of events) {
    if (event.id > (current.lastEventId ?? -1)) {
      if (event.type === 'log') appendLines(lines, event, current.stopping);
      current = { ...next(current, event), lastEventId: event.id };
    }
  }
  return current;
}

/** The step that failed or, of a run under way, the one that runs. */
export function currentStep(progress: RunProgress): StepProgress | undefined {
  const looked: StepState[] = progress.end
    ? ['failed', 'stopped', 'parked']
    : ['running', 'failed'];
  return progress.steps.find(step => looked.includes(step.state));
}

/** Milliseconds that a step took, or has been running for until `now`. */
export function stepDuration(
  step: StepProgress,
  now: Date,
): number | undefined {
  if (!step.startedAt || step.state === 'waiting') return undefined;
  const until = step.endedAt ? new Date(step.endedAt) : now;
  return Math.max(0, until.getTime() - new Date(step.startedAt).getTime());
}
