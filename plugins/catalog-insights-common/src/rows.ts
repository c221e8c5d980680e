import type { HealthStatus } from '@fairway/plugin-health-common';
import type { MetricCell, MetricName } from '@fairway/plugin-metrics-common';

/**
 * The health of a component, as far as a row shows it.
 *
 * @public
 */
export interface ListedHealth {
  status: HealthStatus;
  /** ISO 8601, UTC. */
  since: string;
  /** The worst of its reasons. */
  text?: string;
  /** Whether it is longer ago than it should be that anybody looked. */
  stale: boolean;
}

/**
 * One delivery metric of a component: seconds, deployments per day, or a share of 1.
 *
 * @public
 */
export type DeliveryCell = MetricCell;

/**
 * A row of the catalog's list. What the entity says of itself, its owner and its system are as the catalog has them now;
 * health and delivery are some seconds old at most.
 *
 * @public
 */
export interface ComponentRow {
  entityRef: string;
  name: string;
  title?: string;
  description?: string;
  ownerRef?: string;
  ownerTitle?: string;
  /** The owner is not in the catalog. */
  ownerMissing?: boolean;
  systemRef?: string;
  systemTitle?: string;
  lifecycle?: string;
  type?: string;
  tags: string[];
  /** The template that it says it was made from: it is on a golden path. */
  pathRef?: string;
  health?: ListedHealth;
  delivery?: {
    /** The figures are of so many days before `computedAt`, their trend against as many before those. */
    windowDays: number;
    cells: Record<MetricName, DeliveryCell>;
  };
  /** When health or delivery were last brought up to date; ISO 8601, UTC. */
  computedAt?: string;
}
