import {
  type HealthStatus,
  HEALTH_STATUSES,
  worstStatus,
} from '@fairway/plugin-health-common';

/** An entity as a part of its owner, system or domain. */
export interface Member {
  entityRef: string;
  status: HealthStatus;
  /** Whether it can make the whole unhealthy. */
  matters: boolean;
  /** Whether any source has said anything of it. */
  watched: boolean;
}

/**
 * The worst that matters. What is not production, or of the lowest tier, makes the whole no worse than degraded, unless
 * there is nothing else; what no source watches says nothing.
 */
export function rollUp(members: Member[]): {
  status: HealthStatus;
  counts: Record<HealthStatus, number>;
} {
  const counts = Object.fromEntries(
    HEALTH_STATUSES.map(status => [status, 0]),
  ) as Record<HealthStatus, number>;
  for (const { status } of members) counts[status] += 1;
  const watched = members.filter(member => member.watched);
  const someMatter = watched.some(({ matters }) => matters);
  return {
    counts,
    status: worstStatus(
      watched.map(({ status, matters }) =>
        status === 'unhealthy' && someMatter && !matters ? 'degraded' : status,
      ),
    ),
  };
}
