import type {
  Answered,
  CountFigure,
  DurationFigure,
  ShareFigure,
} from './figures';
import type { Stage } from './stages';

/**
 * `GET /creations`: from Create Service to production, where it breaks, and how long it takes. What is counted are the
 * attempts that began in the period, with all that became of them until now; the time to first deploy goes by the day of
 * the deployment.
 *
 * @public
 */
export interface CreationsAnswer extends Answered {
  attempts: CountFigure;
  /** That started at least one. */
  teams: number;
  /** In the order of `STAGES`; attempts at templates that publish no repository are not in it. */
  funnel: FunnelStage[];
  failures: Failures;
  timeToFirstDeploy: DurationFigure & {
    interval: 'day' | 'week' | 'month';
    /** By when the service came to production, oldest first. */
    points: DurationPoint[];
  };
  templateRuns: {
    all: TemplateRuns;
    /** Most runs first. */
    byTemplate: ({ template: string } & TemplateRuns)[];
  };
}

/** @public */
export interface FunnelStage {
  stage: Stage;
  /**
   * How many reached it. Null where nobody can tell: before a run starts, an attempt has neither team nor system, so
   * `opened` has no number under such a filter.
   */
  n: number | null;
  before?: number | null;
  /** Of those who reached the stage before it; absent for the first one. */
  ofPrevious?: ShareFigure;
  /** From the stage before it, over those where both moments are known. */
  time?: DurationFigure;
  /** What holds those who reached it and not the next one. */
  stopped: {
    /** The form was closed, or is still open. */
    left: number;
    /** The run failed, and no retry has got further. */
    failed: number;
    cancelled: number;
    /** The run was deleted before anybody saw how it ended. */
    unknown: number;
    /** The run is still going, or ended well and the next stage has not come yet. */
    waiting: number;
  };
}

/** @public */
export interface Failures {
  /** Of the runs that began, those that failed at least once. */
  failedOnce: ShareFigure;
  /** Of those: how many ended well, on a retry or on another run for the same service. */
  finishedOnRetry: number;
  notFinished: number;
  /** Most runs first, at most `MOST_FAILURE_GROUPS`. */
  groups: FailureGroup[];
  /** What did not fit into `groups`. */
  more?: { groups: number; runs: number };
}

/** @public */
export const MOST_FAILURE_GROUPS = 100;

/**
 * Runs that failed at the same step with the same words, once names, ids and numbers are taken out of them.
 *
 * @public
 */
export interface FailureGroup {
  /** To ask for the rows behind it: `failure` of `GET /attempts`. */
  id: string;
  /** The step's id in the template; absent where the run failed between steps. */
  step?: string;
  stepName: string;
  /** What is left of the message; names, ids and numbers read `…`. */
  message: string;
  /** Each run counts once. */
  runs: number;
  before?: number;
  teams: number;
  finishedOnRetry: number;
  lastSeen: string;
}

/** @public */
export interface DurationPoint {
  from: string;
  to: string;
  n: number;
  /** Absent below the stated minimum. */
  median?: number;
  p75?: number;
  p95?: number;
}

/** @public */
export interface TemplateRuns {
  runs: CountFigure;
  /** Of the runs that have ended: those that ended well, at whichever try. */
  success: ShareFigure;
  /** Of those that ended well, from start to end. */
  duration: DurationFigure;
}
