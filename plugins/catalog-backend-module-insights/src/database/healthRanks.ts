import type { HealthStatus } from '@fairway/plugin-health-common';

/** What is unknown has no place in an order from bad to good. */
export const HEALTH_RANKS: Record<HealthStatus, number | null> = {
  ...{ unhealthy: 1, degraded: 2, healthy: 3, unknown: null },
};

export const healthRanks = (statuses: HealthStatus[]): number[] =>
  statuses.map(status => HEALTH_RANKS[status]).filter(rank => rank !== null);
