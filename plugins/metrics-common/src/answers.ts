import type {
  DeploymentKind,
  Freshness,
  BareFigure,
  MetricFigure,
  MetricName,
  MetricsAnswer,
} from './metrics';

/**
 * What evidence can be asked for: what is behind each of the five figures, and the two lists that stand beside them.
 *
 * @public
 */
export const EVIDENCE_NAMES = [
  'changeLeadTime',
  'deploymentFrequency',
  'changeFailRate',
  'failedDeploymentRecoveryTime',
  'deploymentReworkRate',
  'failedRollouts',
  'incidents',
] as const;

/** @public */
export type EvidenceName = (typeof EVIDENCE_NAMES)[number];

/**
 * A deployment behind a figure, and why it counts or not. Moments are ISO 8601 in UTC.
 *
 * @public
 */
export interface DeploymentEvidence {
  type: 'deployment';
  entityRef: string;
  project: string;
  deploymentId: string;
  environment: string;
  revision?: string;
  version?: string;
  url?: string;
  /** Its first success; of a failed rollout its failure. */
  finishedAt: string;
  kind: DeploymentKind | 'failedRollout';
  /** Whether it is one of those that a frequency or a rate is made of. */
  counted: boolean;
  failed: boolean;
  recoveredAt?: string;
  /** Its moment lies more than five minutes ahead: a clock is wrong somewhere. */
  future?: boolean;
  /** For a person to read. */
  evidence: {
    kind: string;
    duplicateOf?: string;
    replaced?: string;
    failure: string[];
    recovery?: string;
  };
}

/**
 * A change behind a lead time.
 *
 * @public
 */
export interface ChangeEvidence {
  type: 'change';
  entityRef: string;
  project: string;
  changeKey: string;
  title: string;
  url?: string;
  deploymentId: string;
  deployedAt: string;
  leadSeconds: number;
  future?: boolean;
}

/**
 * An incident, and which deployment it was laid to, by what: `link`, `revision` or `window`.
 *
 * @public
 */
export interface IncidentEvidence {
  type: 'incident';
  entityRef: string;
  source: string;
  incidentId: string;
  title: string;
  url?: string;
  openedAt: string;
  resolvedAt?: string;
  deploymentId?: string;
  method?: string;
  future?: boolean;
}

/** @public */
export type EvidenceItem =
  DeploymentEvidence | ChangeEvidence | IncidentEvidence;

/**
 * A page of what is behind a figure, newest first.
 *
 * @public
 */
export interface EvidenceAnswer {
  scope: string;
  metric: EvidenceName;
  from: string;
  to: string;
  items: EvidenceItem[];
  /** How many of this page belong to entities that the reader can't open. */
  hidden: number;
  /** For the next page; absent on the last. */
  nextCursor?: string;
}

/**
 * The figures of a scope with the first page of what is behind one of them.
 *
 * @public
 */
export interface ExplainedAnswer extends MetricsAnswer {
  evidence: EvidenceAnswer;
}

/** @public */
export interface MetricsCounts {
  deployments: number;
  redeploys: number;
  failedRollouts: number;
  changes: number;
  incidentsUnattributed: number;
}

/**
 * The figures of each day, week (from Monday) or month of a window.
 *
 * @public
 */
export interface SeriesAnswer {
  scope: string;
  interval: 'day' | 'week' | 'month';
  from: string;
  to: string;
  zone: string;
  rules: number;
  points: {
    from: string;
    to: string;
    figures: Record<MetricName, MetricFigure>;
    counts: MetricsCounts;
  }[];
  freshness: Freshness;
}

/**
 * How the services of a scope are spread: quantiles of the services' own figures, each service counting once.
 *
 * @public
 */
export interface DistributionAnswer {
  scope: string;
  from: string;
  to: string;
  zone: string;
  rules: number;
  /** That belonged to the scope at some time in the window. */
  services: number;
  metrics: Record<MetricName, MetricDistribution>;
  freshness: Freshness;
}

/** @public */
export interface MetricDistribution {
  metric: MetricName;
  /** Services with enough data for this figure. */
  n: number;
  p10?: number;
  p25?: number;
  p50?: number;
  p75?: number;
  p90?: number;
}

/**
 * The figures of one of many entities.
 *
 * @public
 */
export interface ManyItem extends Pick<MetricsAnswer, 'scope' | 'counts'> {
  figures: Record<MetricName, BareFigure>;
  /** The first fact of this entity; nothing is known of the time before. */
  knownSince?: string;
}

/**
 * Figures of many entities in one window; those that are unknown or not readable are told apart from the others, not from
 * each other. What holds for all of them is said once.
 *
 * @public
 */
export interface ManyAnswer extends Pick<
  MetricsAnswer,
  'from' | 'to' | 'zone' | 'rules'
> {
  items: ManyItem[];
  notFound: string[];
  /** How large a sample each figure needs. */
  needed: number;
  freshness: Omit<Freshness, 'knownSince'>;
}

/**
 * Scopes whose figures changed, oldest change first.
 *
 * @public
 */
export interface ChangesAnswer {
  items: { scope: string; revision: number }[];
  /** To ask from the next time. */
  revision: number;
  nextCursor?: string;
}

/**
 * What the figures rest on.
 *
 * @public
 */
export interface CoverageAnswer {
  zone: string;
  rules: number;
  freshness: Freshness;
  sources: {
    id: string;
    title: string;
    lastReceived?: string;
    /** Of what waits, the one that has waited longest. */
    oldestWaiting?: string;
    waiting: number;
    dead: number;
  }[];
  projects: { matched: number; unmatched: number };
  /** Deployments whose moment lies more than five minutes ahead. */
  future: number;
}

/**
 * One figure as a list shows it. `value` is null where there is not enough data.
 *
 * @public
 */
export interface MetricCell {
  /** Seconds, deployments per day, or a share of 1. */
  value: number | null;
  n: number;
  /** Of failures: those that nothing has recovered yet. */
  open?: number;
  /** Against the period before; absent where either has too little. */
  trend?: 'better' | 'worse' | 'same';
  /** Twelve points, oldest first; null where nothing happened. They show a shape, whatever their n. */
  series: (number | null)[];
}

/**
 * What a list of services shows of each, for other plugins to keep.
 *
 * @public
 */
export interface CellsAnswer {
  windowDays: number;
  /** ISO 8601 with offset, on days of the reporting zone. */
  from: string;
  to: string;
  items: { entityRef: string; cells: Record<MetricName, MetricCell> }[];
}
