import type {
  LogEvent,
  ScaffolderTask,
} from '@backstage/plugin-scaffolder-common';

type Run = ScaffolderTask;

/** One of the reader's own creations, as home shows it. */
export interface Creation {
  id: string;
  /** The name that was asked for, or the path's where it asks for none. */
  name: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'stopped';
  startedAt: string;
  /** Absent while it runs. */
  endedAt?: string;
  /** How many steps it has. */
  steps: number;
  /** The step it is at or stopped at, from 1 on. */
  step?: { number: number; name: string };
  /** Why it stopped. */
  error?: string;
}

const states: Record<Run['status'], Creation['state']> = {
  open: 'waiting',
  processing: 'running',
  completed: 'done',
  failed: 'failed',
  cancelled: 'stopped',
  skipped: 'stopped',
};

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value ? value : undefined;
}

/** A creation as the list of runs knows it: not yet at which step it is. */
export function toCreation(run: Run): Creation {
  const { parameters, steps, templateInfo } = run.spec;
  const metadata = templateInfo?.entity?.metadata;
  const state = states[run.status];
  return {
    id: run.id,
    name:
      text(parameters?.name) ?? metadata?.title ?? metadata?.name ?? 'A run',
    state,
    startedAt: run.createdAt,
    endedAt:
      state === 'waiting' || state === 'running'
        ? undefined
        : run.lastHeartbeatAt,
    steps: steps.length,
  };
}

/** Whether its events tell more than the list: where it is, or where and why it stopped. */
export function hasMoreToTell({ state }: Creation): boolean {
  return state === 'running' || state === 'failed';
}

/** The creation with where it stands, from the events of its run. */
export function withEvents(
  creation: Creation,
  options: { run: Run; events: LogEvent[] },
): Creation {
  const { steps } = options.run.spec;
  const last = options.events.findLast(
    ({ body }) =>
      body.stepId && (body.status === 'processing' || body.status === 'failed'),
  );
  const index = steps.findIndex(({ id }) => id === last?.body.stepId);
  const end = options.events.findLast(({ type }) => type === 'completion');
  return {
    ...creation,
    step:
      index < 0 ? undefined : { number: index + 1, name: steps[index].name },
    error: text(
      (end?.body as { error?: { message?: unknown } })?.error?.message,
    ),
  };
}

/** Failed ones that nothing of the same name has put right since. */
export function unsettled(creations: Creation[]): Creation[] {
  return creations.filter(
    failed =>
      failed.state === 'failed' &&
      !creations.some(
        other =>
          other.name === failed.name &&
          other.id !== failed.id &&
          other.startedAt > failed.startedAt,
      ),
  );
}
