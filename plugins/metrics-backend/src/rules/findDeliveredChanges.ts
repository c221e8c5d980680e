import type { ReachedDeployment } from './timeline';

/** A commit on the delivered line; moments are milliseconds since the epoch. */
export interface Commit {
  revision: string;
  committedAt: number;
  title: string;
}

/** The commits that the second revision has over the first; absent where nobody has compared them yet. */
export interface Comparison {
  relation: 'ahead' | 'behind' | 'identical' | 'diverged';
  commits: Commit[];
}

/** A merged pull request, and the commits by which it is recognised. */
export interface MergedChange {
  changeId: string;
  firstCommittedAt: number;
  revisions: string[];
}

/** One change and the first production deployment that contained it. */
export interface DeliveredChange {
  changeKey: string;
  deploymentKey: string;
  deployedAt: number;
  /** Seconds from its first commit to the deployment; never negative. */
  leadSeconds: number;
}

export interface DeliveredChanges {
  delivered: DeliveredChange[];
  /** Deployments whose changes are not known, since the comparison with the one before is missing. */
  uncompared: { base: string; head: string }[];
}

/**
 * Which changes each deployment brought to production first, and how long they had taken. A change is a merged pull
 * request, from its first commit (its original one, also when it was squashed); a commit that belongs to none is a change
 * of its own. What the first deployment of a service contains has no lead time.
 *
 * @param options.deployments - those that count, in the order of `finishedAt`
 */
export function findDeliveredChanges(options: {
  deployments: ReachedDeployment[];
  changes: MergedChange[];
  compare: (base: string, head: string) => Comparison | undefined;
}): DeliveredChanges {
  const changeOf = new Map<string, MergedChange>();
  for (const change of options.changes)
    for (const revision of change.revisions) changeOf.set(revision, change);
  const seen = new Set<string>();
  const result: DeliveredChanges = { delivered: [], uncompared: [] };
  for (const [index, deployment] of options.deployments.entries()) {
    const base = options.deployments[index - 1];
    if (!base) continue;
    const comparison = options.compare(base.revision, deployment.revision);
    if (!comparison)
      result.uncompared.push({
        base: base.revision,
        head: deployment.revision,
      });
    if (comparison?.relation !== 'ahead') continue;
    for (const commit of comparison.commits) {
      const change = changeOf.get(commit.revision);
      const changeKey = change
        ? `change ${change.changeId}`
        : `commit ${commit.revision}`;
      if (seen.has(changeKey)) continue;
      seen.add(changeKey);
      const startedAt = change?.firstCommittedAt ?? commit.committedAt;
      result.delivered.push({
        changeKey,
        deploymentKey: deployment.key,
        deployedAt: deployment.finishedAt,
        leadSeconds: Math.max(
          0,
          Math.round((deployment.finishedAt - startedAt) / 1000),
        ),
      });
    }
  }
  return result;
}
