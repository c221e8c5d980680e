/**
 * Every status, best first.
 *
 * - `healthy`: all that is known is good.
 * - `unknown`: nothing is known, or a source is away.
 * - `degraded`: serves, but a limit is passed.
 * - `unhealthy`: does not serve as it should.
 *
 * @public
 */
export const HEALTH_STATUSES = [
  'healthy',
  'unknown',
  'degraded',
  'unhealthy',
] as const;

/** @public */
export type HealthStatus = (typeof HEALTH_STATUSES)[number];

/**
 * How bad a status is: 0 is `healthy`, 3 is `unhealthy`. What is not known is worse than what is good, and better than
 * what is known to be bad.
 *
 * @public
 */
export const severityOf = (status: HealthStatus): number =>
  HEALTH_STATUSES.indexOf(status);

/**
 * The worst of some statuses; `unknown` of none.
 *
 * @public
 */
export function worstStatus(statuses: Iterable<HealthStatus>): HealthStatus {
  let worst: HealthStatus | undefined;
  for (const status of statuses)
    if (!worst || severityOf(status) > severityOf(worst)) worst = status;
  return worst ?? 'unknown';
}
