/**
 * The five delivery metrics, by the names of dora.dev ("DORA's software delivery metrics", 2026-01-05).
 *
 * @public
 */
export const METRIC_NAMES = [
  'changeLeadTime',
  'deploymentFrequency',
  'changeFailRate',
  'failedDeploymentRecoveryTime',
  'deploymentReworkRate',
] as const;

/** @public */
export type MetricName = (typeof METRIC_NAMES)[number];

/**
 * What a deployment that reached production was. Each keeps the evidence by which it was told.
 *
 * - `planned`: none of the others.
 * - `rollback`: an earlier revision again, different from the one before it (V1 V2 V3 V1).
 * - `hotfix`: marked as one, or linked to an incident.
 * - `redeploy`: the very revision that ran already (V1 V1). Shown, not counted.
 *
 * @public
 */
export type DeploymentKind = 'planned' | 'rollback' | 'hotfix' | 'redeploy';

/**
 * How a median was found: from every single value, or from a histogram whose bins are 1 % wide.
 *
 * @public
 */
export type Method = 'exact' | 'histogram';

/**
 * One figure with all that is needed to read it. Times are seconds, rates are shares of 1, frequency is deployments per
 * day. `value` is absent where there is not enough data: never 0 then.
 *
 * @public
 */
export interface MetricFigure {
  metric: MetricName;
  value?: number;
  /** For medians: the quartile and the ninety-fifth percentile, in seconds. */
  p75?: number;
  p95?: number;
  method: Method;
  /** Of how many changes, deployments or recoveries. */
  n: number;
  /** For rates: how many of the n. */
  count?: number;
  /** For recovery: failures that nothing has recovered yet. Never part of the median. */
  open?: number;
  /** False where n is below `needed`; then there is no value. */
  enough: boolean;
  needed: number;
  before?: { value?: number; n: number };
  /** Against the period before, from `needed` on in both; within ±10 % it is `same`. */
  change?: { direction: 'higher' | 'lower' | 'same'; ratio: number };
}

/**
 * A figure where which metric it is and what it needs is said beside it.
 *
 * @public
 */
export type BareFigure = Omit<MetricFigure, 'metric' | 'needed'>;

/**
 * Figures with all that is needed to read each by itself.
 *
 * @public
 */
export function wholeFigures(
  figures: Record<MetricName, BareFigure>,
  needed: number,
): Record<MetricName, MetricFigure> {
  const whole = {} as Record<MetricName, MetricFigure>;
  for (const metric of METRIC_NAMES)
    whole[metric] = { metric, ...figures[metric], needed };
  return whole;
}

/**
 * All five figures of one scope in one window.
 *
 * @public
 */
export interface MetricsAnswer {
  /** An entity ref of a component, group, system or domain, or `organisation`. */
  scope: string;
  /** ISO 8601 with offset; `from` inclusive, `to` exclusive, both on days of the reporting zone. */
  from: string;
  to: string;
  zone: string;
  /** The version of the rules in docs/delivery-metrics.md. */
  rules: number;
  figures: Record<MetricName, MetricFigure>;
  counts: {
    deployments: number;
    redeploys: number;
    failedRollouts: number;
    changes: number;
    incidentsUnattributed: number;
  };
  freshness: Freshness;
}

/**
 * How far the data reach.
 *
 * @public
 */
export interface Freshness {
  /** Everything received up to this moment is in the figures. ISO 8601, UTC. */
  completeTo: string;
  /** The first fact of this scope; nothing is known of the time before. */
  knownSince?: string;
  /** A source that has a gap which is not yet filled, with since when and why. */
  gaps: {
    source: string;
    /** What the source is called; left out where it is none that data come from. */
    title?: string;
    since: string;
    reason: string;
  }[];
}
