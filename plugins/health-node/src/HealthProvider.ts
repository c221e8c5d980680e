import type { Entity } from '@backstage/catalog-model';
import type { HumanDuration } from '@backstage/types';
import type { HealthStatus } from '@fairway/plugin-health-common';

/**
 * What a source found about an entity.
 *
 * @public
 */
export interface HealthFinding {
  /**
   * What it is about, the same from round to round: by it `since` is kept. For example `probe:production`.
   */
  key: string;
  status: HealthStatus;
  /** One sentence for a person to read. */
  text: string;
  /** The provider's title where absent. */
  sourceTitle?: string;
  environment?: string;
  /** False for an environment that is not production. Where an entity has production, others make it no worse than degraded. */
  production?: boolean;
  /** ISO 8601. Where absent, the moment when this status was first found under this key. */
  since?: string;
  /** Where something can be done about it; http(s), or a path of the portal. */
  link?: { title: string; url: string };
  /** The part of the source that says so, such as a cluster, where parts can be away by themselves. */
  part?: string;
}

/**
 * What a source says of one entity.
 *
 * @public
 */
export interface HealthAnswer {
  findings: HealthFinding[];
  /**
   * Parts of the source that could not be asked. What they said last is kept for a while, marked as stale; then it is
   * unknown.
   */
  unreachable?: { part: string; reason: string }[];
}

/**
 * An entity to be checked, with what this source found the last time.
 *
 * @public
 */
export interface HealthSubject {
  entityRef: string;
  /** With metadata, spec.type, spec.lifecycle and no more. */
  entity: Entity;
  previous: HealthFinding[];
}

/**
 * One look at everything. What is common to all entities is read once, at its beginning.
 *
 * @public
 */
export interface HealthRound {
  /**
   * Checks some entities. One that is absent from the answer is one of which the source has nothing to say.
   *
   * @throws Error where the source can't be reached; its message is shown to people
   */
  check(subjects: HealthSubject[]): Promise<Map<string, HealthAnswer>>;
}

/**
 * A source of health: one module. Asked on one replica at a time, again and again.
 *
 * @public
 */
export interface HealthProvider {
  id: string;
  /** What people call it. */
  title: string;
  /** How often everything is looked at. */
  frequency: HumanDuration;
  /** How long a whole round may take; ten minutes where absent. */
  timeout?: HumanDuration;
  /** Whether the source has anything to do with an entity. Every one where absent. */
  appliesTo?(entity: Entity): boolean;
  /**
   * Begins a round.
   *
   * @throws Error where the source can't be reached; its message is shown to people
   */
  startRound(context: { signal: AbortSignal }): Promise<HealthRound>;
}
