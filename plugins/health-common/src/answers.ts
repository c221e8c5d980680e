import type { HealthStatus } from './status';

/**
 * One thing that a source says of an entity. Moments are ISO 8601 in UTC.
 *
 * @public
 */
export interface HealthReason {
  /** Id of the provider, such as `kubernetes`. */
  source: string;
  /** What people call it, such as "Kubernetes, cluster north-1". */
  sourceTitle: string;
  status: HealthStatus;
  /** One sentence for a person to read. */
  text: string;
  /** Absent where it is about the entity as a whole. */
  environment?: string;
  /** Since when it is so, as far as known. */
  since: string;
  /** When the source was asked last and answered. */
  checkedAt: string;
  /** The source has not answered since, so this may not hold any more. */
  stale: boolean;
  /** Where something can be done about it; http(s), or a path of the portal. */
  link?: { title: string; url: string };
}

/**
 * The health of one entity: one value, and why.
 *
 * @public
 */
export interface EntityHealth {
  entityRef: string;
  status: HealthStatus;
  since: string;
  /** The oldest of its sources' last answers; absent before the first. */
  checkedAt?: string;
  /** Whether one of the reasons is. */
  stale: boolean;
  /** Worst first. */
  reasons: HealthReason[];
  /** Grows with each change anywhere; 0 before the first check. */
  revision: number;
}

/**
 * A change of an entity's status, with the reasons there were right after it.
 *
 * @public
 */
export interface HealthChange {
  at: string;
  from: HealthStatus;
  to: HealthStatus;
  reasons: HealthReason[];
}

/**
 * A page of changes, newest first.
 *
 * @public
 */
export interface HealthHistory {
  items: HealthChange[];
  nextCursor?: string;
}

/**
 * What an owner, a system or a domain comes to. Only members that the reader may read are in the status and the counts.
 *
 * @public
 */
export interface HealthRollUp {
  /** Entity ref of the owner, system or domain. */
  scope: string;
  /** The worst that matters; docs/health.md says what does. */
  status: HealthStatus;
  /** Of all members that the reader may read: they add up to `total` − `hidden`. */
  counts: Record<HealthStatus, number>;
  total: number;
  /** How many of `total` the reader may not read. */
  hidden: number;
  /** The worst members, at most twenty, none of them healthy. */
  worst: EntityHealth[];
}

/**
 * The health of several entities, in the order they were asked for; null for one that is unknown or may not be read.
 *
 * @public
 */
export interface ManyHealth {
  items: (EntityHealth | null)[];
}

/**
 * Entities whose health changed after a revision, oldest change first.
 *
 * @public
 */
export interface HealthFeed {
  items: HealthFeedItem[];
  /** To ask from the next time. */
  revision: number;
}

/** @public */
export interface HealthFeedItem {
  entityRef: string;
  status: HealthStatus;
  since: string;
  /** The worst reason's, absent where there is none. */
  text?: string;
  stale: boolean;
  revision: number;
}
