import type {
  ChangeRow,
  ComparisonRow,
  DeploymentRow,
  IncidentRow,
} from '../facts/rows';
import type { DeliveredChange } from '../rules/findDeliveredChanges';
import type {
  Attribution,
  Judgement,
  ReachedDeployment,
} from '../rules/timeline';
import type { DayCell } from './DayCell';
import type { ReportingZone } from './ReportingZone';

/** An entity's binding to a project, or to a part of one; moments are milliseconds since the epoch. */
export interface Binding {
  project: string;
  environmentPattern: string;
  path: string;
  validFrom: number;
  validTo?: number;
}

export interface EntityFacts {
  bindings: Binding[];
  deployments: DeploymentRow[];
  comparisons: ComparisonRow[];
  changes: ChangeRow[];
  incidents: IncidentRow[];
}

export interface RulesConfig {
  /** A deployment counts only where one of these patterns matches its environment's name. */
  productionEnvironments: string[];
  /** Milliseconds. */
  incidentWindow: number;
  zone: ReportingZone;
}

/** One service in one production environment, delivered from one project. */
export interface Timeline {
  project: string;
  environment: string;
  reached: ReachedDeployment[];
}

/** The kind of a rollout that never served, beside those of deployments. */
export const FAILED_ROLLOUT = 'failedRollout';

export interface EntityFigures {
  judgements: (Judgement & { project: string; environment: string })[];
  delivered: (DeliveredChange & { project: string; title: string })[];
  attributions: (Attribution & { incidentRow: IncidentRow })[];
  failedRollouts: DeploymentRow[];
  /** What nobody compared yet: a source can be asked for it. */
  uncompared: { project: string; base: string; head: string }[];
  days: Map<number, DayCell>;
}
