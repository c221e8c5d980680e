import type { Fact } from '@fairway/plugin-metrics-node';

/** When the scenario's figures are asked for: thirty days. */
export const JANUARY = 'from=2026-01-01T00:00:00Z&to=2026-01-31T00:00:00Z';

function deployed(
  project: string,
  [id, revision, at]: [string, string, string],
  rest: object = {},
  state: 'success' | 'failure' = 'success',
): Fact[] {
  return [
    {
      ...{ type: 'deployment', project, deploymentId: id, revision },
      ...{ environment: 'production', createdAt: at, updatedAt: at, ...rest },
    },
    {
      ...{ type: 'deploymentStatus', project, deploymentId: id },
      ...{ statusId: `${id}-end`, state, at },
    },
  ];
}

const ahead = (
  project: string,
  [base, head]: [string, string],
  commits: [revision: string, committedAt: string][],
): Fact => ({
  ...{ type: 'comparison', project, base, head, relation: 'ahead' },
  commits: commits.map(([revision, committedAt]) => ({
    ...{ revision, committedAt, title: `Commit ${revision}` },
  })),
  truncated: false,
  updatedAt: '2026-01-10T00:00:00Z',
});

const incident = (project: string, id: string, rest: object): Fact => ({
  ...{ type: 'incident', incidentId: `${project} ${id}`, title: `Down ${id}` },
  ...{ project, openedAt: '2026-01-07T11:00:00Z' },
  updatedAt: '2026-01-21T00:00:00Z',
  ...rest,
});

/**
 * One service in January 2026, and by hand what its figures are:
 *
 * | deployment | | counts | failed | recovered |
 * |---|---|---|---|---|
 * | d1 r1, 5th 10:00 | planned | yes | | |
 * | d2 r2, 6th 10:00 | planned, brings change 1 (a day old) and commit c2 (2 h) | yes | | |
 * | d3 r3, 7th 10:00 | planned, brings r3 (1 h) | yes | incident A, and rolled back | incident A resolved 13:00: 3 h |
 * | d4 r2, 7th 12:00 | rollback | yes, rework | | |
 * | d5 r5, 8th 10:00 | planned, brings r5 (30 min); r3 counts no second time | yes | hotfix | d6: 2 h |
 * | d6 r6, 8th 12:00 | hotfix, brings r6 (30 min) | yes, rework | | |
 * | d7 r6, 9th 10:00 | redeploy | no | | |
 * | d8 r8, 9th 12:00 | never served: a failed rollout | no | | |
 *
 * Lead times 86400, 7200, 3600, 1800, 1800: median 3600, p75 7200, p95 70560. Incident B comes days after any deployment,
 * C was taken back.
 */
export function scenario(project: string): Fact[] {
  const of = (...args: [string, string, string]) => args;
  return [
    ...deployed(project, of('d1', 'r1', '2026-01-05T10:00:00Z')),
    ...deployed(project, of('d2', 'r2', '2026-01-06T10:00:00Z')),
    ...deployed(project, of('d3', 'r3', '2026-01-07T10:00:00Z')),
    ...deployed(project, of('d4', 'r2', '2026-01-07T12:00:00Z')),
    ...deployed(project, of('d5', 'r5', '2026-01-08T10:00:00Z')),
    ...deployed(project, of('d6', 'r6', '2026-01-08T12:00:00Z'), {
      intent: 'hotfix',
    }),
    ...deployed(project, of('d7', 'r6', '2026-01-09T10:00:00Z')),
    ...deployed(project, of('d8', 'r8', '2026-01-09T12:00:00Z'), {}, 'failure'),
    ...deployed(project, of('s1', 'r9', '2026-01-09T12:00:00Z'), {
      environment: 'staging',
    }),
    ahead(
      project,
      ['r1', 'r2'],
      [
        ['c2', '2026-01-06T08:00:00Z'],
        ['r2', '2026-01-06T09:00:00Z'],
      ],
    ),
    ahead(project, ['r2', 'r3'], [['r3', '2026-01-07T09:00:00Z']]),
    ahead(
      project,
      ['r2', 'r5'],
      [
        ['r3', '2026-01-07T09:00:00Z'],
        ['r5', '2026-01-08T09:30:00Z'],
      ],
    ),
    ahead(project, ['r5', 'r6'], [['r6', '2026-01-08T11:30:00Z']]),
    {
      ...{
        type: 'change',
        project,
        changeId: '1',
        title: '=1+1',
        state: 'merged',
      },
      ...{ mergeRevision: 'r2', mergedAt: '2026-01-06T09:00:00Z' },
      firstCommittedAt: '2026-01-05T10:00:00Z',
      updatedAt: '2026-01-06T09:00:00Z',
    },
    incident(project, 'A', { updatedAt: '2026-01-07T11:00:00Z' }),
    incident(project, 'A', {
      resolvedAt: '2026-01-07T13:00:00Z',
      updatedAt: '2026-01-07T13:00:00Z',
    }),
    incident(project, 'B', { openedAt: '2026-01-20T10:00:00Z' }),
    incident(project, 'C', { withdrawn: true }),
  ];
}
