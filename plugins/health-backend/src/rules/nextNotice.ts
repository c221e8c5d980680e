import type { HealthStatus } from '@fairway/plugin-health-common';

/** What is told to owners: that it does not serve, and that it does again. */
export type Notice = 'unhealthy' | 'recovered';

/**
 * What is to be told after a change: once that it turned unhealthy, once that it recovered. A source that went away
 * meanwhile is neither.
 */
export function nextNotice(options: {
  to: HealthStatus;
  /** What the owners were told last. */
  told?: Notice | null;
  /** What they are still to be told. */
  toTell?: Notice | null;
}): Notice | undefined {
  const { to, told, toTell } = options;
  if (to === 'unknown') return toTell ?? undefined;
  const believed = told === 'unhealthy';
  if (to === 'unhealthy') return believed ? undefined : 'unhealthy';
  return believed ? 'recovered' : undefined;
}
