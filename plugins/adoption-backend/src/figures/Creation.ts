import {
  type RunOutcome,
  STAGES,
  type Stage,
} from '@fairway/plugin-adoption-common';

/** What holds an attempt where it is. */
export const HOLDS = [
  'none',
  'left',
  'failed',
  'cancelled',
  'waiting',
  'unknown',
] as const;
export type Hold = (typeof HOLDS)[number];

/** One attempt to create a service, put together from all that is known of it. Moments are milliseconds since the epoch. */
export interface Creation {
  /** Of the attempt where the form was seen, of the task otherwise. */
  id: string;
  taskId?: string;
  template: string;
  templateVersion?: string;
  team?: string;
  system?: string;
  name?: string;
  entityRef?: string;
  beganAt: number;
  moments: Partial<Record<Stage, number>>;
  outcome?: RunOutcome;
  endedAt?: number;
  /** When somebody had the run tried again after it had failed, the last time. */
  retriedAt?: number;
  /** Oldest first. */
  failures: { at: number; step: string; failure: string; message: string }[];
  /** Whether the template publishes a repository, so that a service can come of it. */
  publishes: boolean;
  /** The run, or another one for the same service after it, ended well. */
  finished: boolean;
}

/** The furthest stage, by its place in STAGES; who reached it reached all before it. */
export const reachedBy = ({ moments, outcome }: Creation): number =>
  STAGES.findLastIndex(
    stage =>
      moments[stage] !== undefined ||
      (stage === 'started' && outcome !== undefined) ||
      stage === 'opened',
  );

const HOLD_OF: Record<RunOutcome, Hold> = {
  running: 'waiting',
  completed: 'waiting',
  failed: 'failed',
  cancelled: 'cancelled',
  unknown: 'unknown',
};

export function holdOf(creation: Creation): Hold {
  if (reachedBy(creation) === STAGES.length - 1) return 'none';
  return creation.outcome ? HOLD_OF[creation.outcome] : 'left';
}

/** From the stage before to each stage, in seconds, where both moments are known; the first of STAGES has none. */
export function timesOf({
  moments,
  publishes,
}: Creation): (number | undefined)[] {
  // What is on no way to a service takes no time on it.
  if (!publishes) return STAGES.slice(1).map(() => undefined);
  return STAGES.slice(1).map((stage, index) => {
    const [from, to] = [moments[STAGES[index]], moments[stage]];
    return from === undefined || to === undefined || to < from
      ? undefined
      : Math.round((to - from) / 1000);
  });
}

/** How long a run took that ended well, in seconds. */
export function durationOf(creation: Creation): number | undefined {
  const { endedAt, moments, outcome } = creation;
  return outcome === 'completed' &&
    endedAt !== undefined &&
    moments.started !== undefined &&
    endedAt >= moments.started
    ? Math.round((endedAt - moments.started) / 1000)
    : undefined;
}
