import { formatElapsed, formatMoment } from '@fairway/look';
import type { HealthReason, HealthStatus } from '@fairway/plugin-health-common';

/**
 * The four states, worst first.
 *
 * @public
 */
export const healthOrder: HealthStatus[] = [
  'unhealthy',
  'degraded',
  'unknown',
  'healthy',
];

/**
 * What is known about a reason besides itself, in one line: source, since when, seen how long ago.
 *
 * @public
 */
export function healthFacts(reason: HealthReason, now: Date): string {
  const { sourceTitle, since, checkedAt, stale } = reason;
  const seen = formatElapsed(now.getTime() - Date.parse(checkedAt));
  return [
    sourceTitle,
    `since ${formatMoment(since, now)}`,
    stale ? `last seen ${formatMoment(checkedAt, now)}` : `seen ${seen} ago`,
  ].join(' · ');
}
