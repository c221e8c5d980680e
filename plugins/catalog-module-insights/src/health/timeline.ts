import type {
  HealthChange,
  HealthReason,
  HealthStatus,
} from '@fairway/plugin-health-common';

/** A stretch of time in one state. */
export interface Spell {
  status: HealthStatus;
  /** The state before it. */
  before: HealthStatus;
  from: Date;
  /** Absent while it goes on. */
  to?: Date;
  /** What it began with. */
  reasons: HealthReason[];
}

/**
 * The stretches between changes, newest first.
 *
 * @param changes - newest first
 */
export function toSpells(changes: HealthChange[]): Spell[] {
  return changes.map((change, index) => ({
    status: change.to,
    before: change.from,
    from: new Date(change.at),
    to: index > 0 ? new Date(changes[index - 1].at) : undefined,
    reasons: change.reasons,
  }));
}

/** The reasons that made a state what it is; of good ones none needs to be named. */
export function decisiveReasons({ status, reasons }: Spell): HealthReason[] {
  return status === 'healthy'
    ? []
    : reasons.filter(reason => reason.status === status);
}

/** How long it was in trouble, and how often, in milliseconds and times. */
export function sumTrouble(
  spells: Spell[],
  now: Date,
): { times: number; duration: number } {
  const trouble = spells.filter(({ status }) => status === 'unhealthy');
  const duration = trouble.reduce(
    (sum, { from, to = now }) => sum + (to.getTime() - from.getTime()),
    0,
  );
  return { times: trouble.length, duration: Math.max(0, duration) };
}
