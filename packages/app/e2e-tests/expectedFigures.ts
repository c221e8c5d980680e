import type { Commit, Deployment, Issue, Pull, Repository } from './forge';

/** A deployment that reached production, as the forge's own answers tell of it. Moments are milliseconds. */
interface Reached extends Deployment {
  finishedAt: number;
  rollback: boolean;
  failed: boolean;
  recoveredAt?: number;
}

/** The five figures of a service, worked out from what the forge answers and from nothing that the portal says. */
export interface ExpectedFigures {
  reached: number;
  /** Seconds. */
  leadTimes: number[];
  leadTime: number;
  failed: number;
  rework: number;
  /** Seconds. */
  recovery: number;
  failedRollouts: number;
}

const at = (moment: string) => Date.parse(moment);

function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}

/** Those that served, in the order in which they began to, and how many never did. */
async function readDeployments(repository: Repository) {
  const reached: Reached[] = [];
  let failedRollouts = 0;
  for (const deployment of await repository.deployments('production')) {
    const statuses = await repository.statuses(deployment);
    const successes = statuses
      .filter(({ state }) => state === 'success')
      .map(({ created_at: moment }) => at(moment));
    if (successes.length > 0)
      reached.push({
        ...deployment,
        finishedAt: Math.min(...successes),
        rollback: false,
        failed: false,
      });
    else if (statuses.some(({ state }) => state === 'failure'))
      failedRollouts += 1;
  }
  reached.sort((one, other) => one.finishedAt - other.finishedAt);
  return { reached, failedRollouts };
}

/** An earlier commit again is a rollback, and what it took away had failed; so had what an incident came after. */
function judge(reached: Reached[], incidents: Issue[]) {
  for (const [index, deployment] of reached.entries()) {
    deployment.rollback = reached
      .slice(0, index)
      .some(({ sha }) => sha === deployment.sha);
    if (deployment.rollback) reached[index - 1].failed = true;
  }
  for (const incident of incidents) {
    const cause = reached.findLast(
      ({ finishedAt }) => finishedAt <= at(incident.created_at),
    );
    if (!cause || !incident.closed_at) continue;
    cause.failed = true;
    cause.recoveredAt = Math.max(
      cause.recoveredAt ?? 0,
      at(incident.closed_at),
    );
  }
}

/** From the first commit of each pull request to the first deployment that has it. */
async function readLeadTimes(repository: Repository, reached: Reached[]) {
  const pulls = await repository.ask<Pull[]>('/pulls?state=closed&base=main');
  const seen = new Set<number>();
  const leadTimes: number[] = [];
  for (const [index, deployment] of reached.slice(1).entries()) {
    const { commits } = await repository.ask<{ commits: Commit[] }>(
      `/compare/${reached[index].sha}...${deployment.sha}`,
    );
    for (const pull of pulls) {
      const brought = commits.some(({ sha }) => sha === pull.merge_commit_sha);
      if (!pull.merged_at || !brought || seen.has(pull.number)) continue;
      seen.add(pull.number);
      const own = await repository.ask<Commit[]>(
        `/pulls/${pull.number}/commits`,
      );
      const first = Math.min(
        ...own.map(({ commit }) => at(commit.author.date)),
      );
      leadTimes.push((deployment.finishedAt - first) / 1_000);
    }
  }
  return leadTimes;
}

export async function expectedFigures(
  repository: Repository,
): Promise<ExpectedFigures> {
  const { reached, failedRollouts } = await readDeployments(repository);
  const incidents = await repository.ask<Issue[]>(
    '/issues?labels=incident&state=all',
  );
  judge(reached, incidents);
  const leadTimes = await readLeadTimes(repository, reached);
  const recoveries = reached.flatMap(({ recoveredAt, finishedAt }) =>
    recoveredAt === undefined ? [] : [(recoveredAt - finishedAt) / 1_000],
  );
  return {
    reached: reached.length,
    leadTimes,
    leadTime: median(leadTimes),
    failed: reached.filter(({ failed }) => failed).length,
    rework: reached.filter(({ rollback }) => rollback).length,
    recovery: median(recoveries),
    failedRollouts,
  };
}

/** Seconds as the pages write them: one unit, two digits. A journey lasts minutes, so there is nothing longer. */
export function inWords(seconds: number): string {
  return seconds < 59.5
    ? `${Math.round(seconds)}\u00a0s`
    : `${Math.round(seconds / 60)}\u00a0min`;
}

/** A share of 1 as the pages write it. */
export const inPercent = (share: number) =>
  `${(share * 100).toFixed(1)}\u00a0%`;

/** Deployments in so many days as the pages write them, a week. */
export const aWeek = (count: number, days: number) =>
  ((count / days) * 7).toFixed(1);
