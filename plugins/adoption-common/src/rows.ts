import type { MetricName } from '@fairway/plugin-metrics-common';
import type { RunOutcome, ServiceOrigin, Stage } from './stages';

/**
 * A page of what is behind a number, newest first. Rows are for the team that they belong to, and the platform team.
 *
 * @public
 */
export interface RowsAnswer<Row> {
  from: string;
  to: string;
  /** Of all pages. */
  total: number;
  /** Of those: belong to teams that the reader is not in (or to none yet), and are in no page. */
  hidden: number;
  items: Row[];
  /** For the next page; absent on the last. */
  nextCursor?: string;
}

/**
 * `GET /attempts`: an attempt to create a service. Moments are ISO 8601 in UTC. Nobody is named.
 *
 * @public
 */
export interface AttemptRow {
  id: string;
  /** The scaffolder's task; absent where the form was opened and nothing started. */
  taskId?: string;
  template: string;
  templateVersion?: string;
  /** Absent where no run started. */
  team?: string;
  system?: string;
  /** What is created, as the form has its name. */
  name?: string;
  entityRef?: string;
  /** The furthest stage. */
  reached: Stage;
  outcome?: RunOutcome;
  /** Of each stage that was reached; one whose moment is not known is absent. */
  moments: Partial<Record<Stage, string>>;
  endedAt?: string;
  /** Oldest first. */
  failures: AttemptFailure[];
  /** Whether somebody tried again after the last failure, and how that went. */
  retried?: { at: string; taskId: string; outcome: RunOutcome };
}

/** @public */
export interface AttemptFailure {
  at: string;
  step?: string;
  stepName: string;
  /** As it was told, secrets and people taken out. */
  message: string;
  /** The group that it is counted in. */
  failure: string;
}

/**
 * `GET /services/rows`: a service as it was at the end of the period.
 *
 * @public
 */
export interface ServiceRow {
  entityRef: string;
  team?: string;
  system?: string;
  onPath: boolean;
  template?: string;
  version?: string;
  /** What the template in the catalog has now. */
  latest?: string;
  behind?: boolean;
  origin: ServiceOrigin;
  /** Since when it is known. */
  since: string;
  /** Since when it has been on a path; absent where it was from the first sight on. */
  onPathSince?: string;
  taskId?: string;
}

/**
 * `GET /deploys`: a service that came to production for the first time, and how long that took.
 *
 * @public
 */
export interface FirstDeployRow {
  entityRef: string;
  taskId: string;
  template: string;
  team?: string;
  system?: string;
  /** When Create Service was opened; where that is not known, when the run started. */
  from: string;
  at: string;
  seconds: number;
}

/**
 * `GET /delivery/rows`: a service's own figures. A figure with too little behind it is null.
 *
 * @public
 */
export interface DeliveryRow {
  entityRef: string;
  team?: string;
  system?: string;
  template?: string;
  onPath: boolean;
  ageDays: number;
  figures: Record<MetricName, number | null>;
}
