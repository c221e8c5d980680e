import type { DeploymentState, Fact } from '@fairway/plugin-metrics-node';
import { Random } from '@fairway/serving/testUtils';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 5);
const iso = (moment: number) => new Date(moment).toISOString();

/**
 * The history of one service as its sources would tell it: pushes, pull requests, deployments to staging and production
 * with their statuses, rollbacks, redeploys, failed rollouts, incidents that open, close and are taken back.
 */
export function history(
  project: string,
  seed: number,
  deployments = 8,
): Fact[] {
  const random = new Random(seed);
  const facts: Fact[] = [];
  const revisions = ['r0'];
  let now = START + random.below(100) * HOUR;
  for (let number = 1; number <= deployments; number++) {
    now += (1 + random.below(60)) * HOUR;
    const rollback = revisions.length > 2 && random.below(5) === 0;
    const revision = rollback
      ? random.pick(revisions.slice(0, -1))
      : `r${number}`;
    if (!rollback) {
      facts.push(
        ...change(project, revisions.at(-1)!, revision, number, now, random),
      );
      revisions.push(revision);
    }
    for (const environment of ['staging', 'production'])
      facts.push(
        ...deployment(
          project,
          revision,
          `${environment}-${number}`,
          environment,
          now,
          random,
        ),
      );
    if (random.below(4) === 0)
      facts.push(...incident(project, { number, revision, now, random }));
  }
  return facts;
}

function change(
  project: string,
  base: string,
  head: string,
  number: number,
  now: number,
  random: Random,
): Fact[] {
  const committedAt = iso(now - (1 + random.below(200)) * HOUR);
  const commits = [{ revision: head, committedAt, title: `Change ${number}` }];
  const facts: Fact[] = [
    {
      type: 'comparison',
      project,
      base,
      head,
      relation: 'ahead',
      commits,
      truncated: false,
      updatedAt: iso(now),
    },
  ];
  if (random.below(2))
    for (const [state, at] of [
      ['open', now - 5 * HOUR],
      ['merged', now],
    ] as const)
      facts.push({
        ...{
          type: 'change',
          project,
          changeId: String(number),
          title: `Change ${number}`,
          state,
          updatedAt: iso(at),
        },
        firstCommittedAt: iso(now - (5 + random.below(300)) * HOUR),
        ...(state === 'merged' && {
          mergeRevision: head,
          mergedAt: iso(now),
          revisions: [`${head}-original`],
        }),
      });
  return facts;
}

function deployment(
  project: string,
  revision: string,
  deploymentId: string,
  environment: string,
  now: number,
  random: Random,
): Fact[] {
  const end: DeploymentState = random.below(6) === 0 ? 'failure' : 'success';
  const states: DeploymentState[] = [
    'queued',
    'in_progress',
    end,
    ...(end === 'success' ? ['inactive' as const] : []),
  ];
  const at = (step: number) => iso(now + step * 60_000);
  return [
    {
      ...{
        type: 'deployment',
        project,
        deploymentId,
        environment,
        revision,
        createdAt: at(0),
        updatedAt: at(0),
      },
      ...(random.below(8) === 0 && { intent: 'hotfix' as const }),
    },
    ...states.map((state, step): Fact => ({
      ...{
        type: 'deploymentStatus',
        project,
        deploymentId,
        statusId: `${deploymentId}-${step}`,
        state,
      },
      at: at(step),
    })),
  ];
}

function incident(
  project: string,
  options: { number: number; revision: string; now: number; random: Random },
): Fact[] {
  const { number, revision, now, random } = options;
  const openedAt = iso(now + (1 + random.below(30)) * HOUR);
  const base = {
    type: 'incident',
    incidentId: `${project} ${number}`,
    title: 'Down',
    project,
    openedAt,
  } as const;
  // What broke is said at most once.
  const facts: Fact[] = [
    { ...base, ...(number % 2 === 0 && { revision }), updatedAt: openedAt },
  ];
  if (random.below(3)) {
    const resolvedAt = iso(
      Date.parse(openedAt) + (1 + random.below(20)) * HOUR,
    );
    facts.push({ ...base, resolvedAt, updatedAt: resolvedAt });
  }
  if (random.below(6) === 0)
    facts.push({
      ...base,
      withdrawn: true,
      updatedAt: iso(Date.parse(openedAt) + 90 * HOUR),
    });
  return facts;
}
