import type {
  DeploymentEvidence,
  IncidentEvidence,
} from '@fairway/plugin-metrics-common';

/** Why something counts or not, and by which evidence that is known. */
export interface Reason {
  text: string;
  evidence?: string;
  /** A page of the incident, where it has one. */
  url?: string;
}

/** What is known besides the deployment itself, by which its evidence can be said in words. */
export interface EvidenceContext {
  /** By deployment id. */
  deployments: Map<string, DeploymentEvidence>;
  /** By source and id, as the evidence names them: `pagerduty/Q1`. */
  incidents: Map<string, IncidentEvidence>;
}

const methods: Record<string, string> = {
  link: 'explicit link',
  revision: 'named release',
  window: 'same service soon after it, the weakest kind',
};

const INCIDENT = /^incident (.+) \((\w+)\)$/;
const REMEDY = /^(rollback|hotfix) (.+)$/;

/** What people call a release: its version, else the start of its revision. */
export function nameRelease(item: DeploymentEvidence): string {
  return item.version ?? item.revision?.slice(0, 7) ?? item.deploymentId;
}

/** What people call an incident: of an issue its number alone, since of which repository it is goes without saying. */
export function nameIncident(incidentId: string): string {
  return /^[^#]*\/[^#]*(#\d+)$/.exec(incidentId)?.[1] ?? incidentId;
}

function sayFailure(failure: string, context: EvidenceContext): Reason {
  const [, key, method] = INCIDENT.exec(failure) ?? [];
  if (key) {
    const incident = context.incidents.get(key);
    return {
      text: incident
        ? `Incident “${incident.title}”`
        : `Incident ${nameIncident(key.replace(/^[^/]*\//, ''))}`,
      evidence: methods[method] ?? method,
      url: incident?.url,
    };
  }
  const [, kind, id] = REMEDY.exec(failure) ?? [];
  if (!kind) return { text: failure };
  const remedy = context.deployments.get(id);
  const by = remedy ? ` to ${nameRelease(remedy)}` : '';
  return kind === 'rollback'
    ? { text: `Rolled back${by}`, evidence: 'rollback' }
    : {
        text: `Replaced by a hotfix${remedy ? `, ${nameRelease(remedy)}` : ''}`,
        evidence: 'hotfix',
      };
}

/** Why a deployment counts as failed: each reason. */
export function describeFailures(
  item: DeploymentEvidence,
  context: EvidenceContext,
): Reason[] {
  return item.evidence.failure.map(failure => sayFailure(failure, context));
}

const kinds: Record<DeploymentEvidence['kind'], string> = {
  planned: 'Planned',
  rollback: 'Rollback',
  hotfix: 'Hotfix',
  redeploy: 'Redeploy',
  failedRollout: 'Failed rollout',
};

/** What a deployment was, and how that was told; for one that is left out that is the reason too. */
export function describeKind(
  item: DeploymentEvidence,
  context: EvidenceContext,
): Reason {
  const { duplicateOf, kind } = item.evidence;
  if (item.kind === 'failedRollout')
    return {
      text: 'The rollout failed: it never served',
      evidence: 'a series of its own, no change failure',
    };
  if (duplicateOf) {
    const first = context.deployments.get(duplicateOf);
    return {
      text: 'The same release, reported again',
      evidence: `counted once${first ? `, at ${nameRelease(first)}` : ''}`,
    };
  }
  return { text: kinds[item.kind], evidence: kind };
}

/** To which deployment an incident was laid, or that it is not counted. */
export function describeAttribution(
  item: IncidentEvidence,
  context: EvidenceContext,
): Reason {
  if (!item.deploymentId)
    return {
      text: 'To no deployment: shown, not counted',
      evidence: 'none linked, none named, none soon before it',
    };
  const deployment = context.deployments.get(item.deploymentId);
  return {
    text: deployment
      ? `${nameRelease(deployment)} in ${deployment.environment}`
      : `Deployment ${item.deploymentId}`,
    evidence: item.method && (methods[item.method] ?? item.method),
  };
}
