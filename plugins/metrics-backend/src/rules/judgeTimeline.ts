import type { DeploymentKind } from '@fairway/plugin-metrics-common';
import { attributeIncidents } from './attributeIncidents';
import {
  type Attribution,
  type Incident,
  type Judgement,
  type ReachedDeployment,
  counts,
} from './timeline';

export interface JudgedTimeline {
  /** In the order of `finishedAt`, then `key`. */
  judgements: Judgement[];
  attributions: Attribution[];
}

/**
 * Applies the rules of docs/delivery-metrics.md to the whole history of one service in one production environment: what
 * kind each deployment was, which of them failed, and when that was recovered.
 *
 * Pure, and independent of the order in which deployments and incidents are given.
 *
 * @param incidentWindow - milliseconds after a deployment in which an incident without better evidence is laid to it
 */
export function judgeTimeline(options: {
  deployments: ReachedDeployment[];
  incidents: Incident[];
  incidentWindow: number;
}): JudgedTimeline {
  const deployments = [...options.deployments].sort(
    (a, b) => a.finishedAt - b.finishedAt || (a.key < b.key ? -1 : 1),
  );
  const judgements = classify(deployments);
  const attributions = attributeIncidents({
    deployments: deployments.filter((_, index) => counts(judgements[index])),
    incidents: options.incidents,
    window: options.incidentWindow,
  });
  findFailures(judgements, attributions);
  findRecoveries(judgements, attributions, options.incidents);
  return { judgements, attributions };
}

function classify(deployments: ReachedDeployment[]): Judgement[] {
  const earlier = new Set<string>();
  const releases = new Map<string, string>();
  let serving: ReachedDeployment | undefined;
  return deployments.map(deployment => {
    const release =
      deployment.runId && `${deployment.runId} ${deployment.revision}`;
    // Once another revision served in between it is a rollback to that release, not its double.
    const duplicateOf =
      release && serving?.revision === deployment.revision
        ? releases.get(release)
        : undefined;
    const [kind, kindEvidence] = kindOf(deployment, serving, earlier);
    const judgement: Judgement = {
      key: deployment.key,
      finishedAt: deployment.finishedAt,
      kind,
      kindEvidence,
      ...(duplicateOf && { duplicateOf }),
      ...(serving && { replaced: serving.key }),
      failed: false,
      failureEvidence: [],
    };
    if (duplicateOf) return judgement;
    if (release) releases.set(release, deployment.key);
    earlier.add(deployment.revision);
    if (kind !== 'redeploy') serving = deployment;
    return judgement;
  });
}

function kindOf(
  deployment: ReachedDeployment,
  serving: ReachedDeployment | undefined,
  earlier: Set<string>,
): [DeploymentKind, string] {
  if (serving?.revision === deployment.revision)
    return ['redeploy', 'the revision that served already'];
  if (deployment.intent === 'rollback')
    return ['rollback', 'marked as a rollback'];
  if (earlier.has(deployment.revision))
    return ['rollback', 'an earlier revision again'];
  if (deployment.intent === 'hotfix') return ['hotfix', 'marked as a hotfix'];
  if (deployment.incidents.length)
    return ['hotfix', `answers incident ${deployment.incidents.join(', ')}`];
  return ['planned', 'nothing says otherwise'];
}

function findFailures(judgements: Judgement[], attributions: Attribution[]) {
  const byKey = new Map(
    judgements.map(judgement => [judgement.key, judgement]),
  );
  for (const { incident, deployment, method } of attributions) {
    const judgement = deployment && byKey.get(deployment);
    if (judgement)
      judgement.failureEvidence.push(`incident ${incident} (${method})`);
  }
  for (const judgement of judgements) {
    if (
      !counts(judgement) ||
      judgement.kind === 'planned' ||
      !judgement.replaced
    )
      continue;
    byKey
      .get(judgement.replaced)!
      .failureEvidence.push(`${judgement.kind} ${judgement.key}`);
  }
  for (const judgement of judgements)
    judgement.failed = judgement.failureEvidence.length > 0;
}

/**
 * A failed deployment is recovered when all incidents that were laid to it are resolved; where none was, when the next
 * rollback or hotfix that did not fail itself had reached production.
 */
function findRecoveries(
  judgements: Judgement[],
  attributions: Attribution[],
  incidents: Incident[],
) {
  const resolvedAt = new Map(
    incidents.map(({ key, resolvedAt: at }) => [key, at]),
  );
  const counted = judgements.filter(counts);
  for (const [index, judgement] of counted.entries()) {
    if (!judgement.failed) continue;
    const own = attributions.filter(
      ({ deployment }) => deployment === judgement.key,
    );
    if (own.length) {
      const ends = own.map(({ incident }) => resolvedAt.get(incident));
      if (ends.includes(undefined)) continue;
      judgement.recoveredAt = Math.max(
        ...(ends as number[]),
        judgement.finishedAt,
      );
      judgement.recoveryEvidence = `incident ${own.map(({ incident }) => incident).join(', ')} resolved`;
      continue;
    }
    const remedy = counted
      .slice(index + 1)
      .find(next => next.kind !== 'planned' && !next.failed);
    if (remedy) {
      judgement.recoveredAt = remedy.finishedAt;
      judgement.recoveryEvidence = `${remedy.kind} ${remedy.key}`;
    }
  }
}
