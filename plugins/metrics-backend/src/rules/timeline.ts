import type { DeploymentKind } from '@fairway/plugin-metrics-common';

/** A deployment that reached one production environment of one service. Moments are milliseconds since the epoch. */
export interface ReachedDeployment {
  key: string;
  revision: string;
  version?: string;
  /** Its first success. */
  finishedAt: number;
  /** The CI run that released it. */
  runId?: string;
  intent?: 'hotfix' | 'rollback';
  /** Incidents that it says it answers. */
  incidents: string[];
}

/** An incident of the service, in this environment or in none that was named. */
export interface Incident {
  key: string;
  openedAt: number;
  resolvedAt?: number;
  deploymentKey?: string;
  revision?: string;
  version?: string;
}

export type AttributionMethod = 'link' | 'revision' | 'window';

export interface Attribution {
  incident: string;
  deployment?: string;
  method?: AttributionMethod;
}

/** What the rules say of one deployment, with the evidence for each part. */
export interface Judgement {
  key: string;
  finishedAt: number;
  kind: DeploymentKind;
  /** Why it is of this kind, for a person to read. */
  kindEvidence: string;
  /** It is the same release as an earlier one of the same run: it counts with that one. */
  duplicateOf?: string;
  /** The deployment that served before it. */
  replaced?: string;
  failed: boolean;
  failureEvidence: string[];
  recoveredAt?: number;
  recoveryEvidence?: string;
}

/** Counted in frequency and as a denominator: everything that is neither a redeploy nor the double of another. */
export const counts = (judgement: Judgement) =>
  judgement.kind !== 'redeploy' && !judgement.duplicateOf;

/** Unplanned work, the numerator of the rework rate. */
export const isRework = (judgement: Judgement) =>
  counts(judgement) &&
  (judgement.kind === 'rollback' || judgement.kind === 'hotfix');
