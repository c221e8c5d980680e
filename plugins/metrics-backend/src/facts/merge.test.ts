import type {
  ChangeFact,
  ComparisonFact,
  DeploymentFact,
  DeploymentStatusFact,
  IncidentFact,
  RunFact,
} from '@fairway/plugin-metrics-node';
import {
  mergeChange,
  mergeComparison,
  mergeDeployment,
  mergeDeploymentStatus,
  mergeRun,
} from './merge';
import { mergeIncident } from './mergeIncident';

const project = 'github.com/acme/shop';
const at = (minute: number) =>
  new Date(Date.UTC(2026, 0, 1, 10, minute)).toISOString();

const deployment = (more: Partial<DeploymentFact>): DeploymentFact => ({
  ...{
    type: 'deployment',
    project,
    deploymentId: '1',
    environment: 'production',
    revision: 'a1',
  },
  ...{ createdAt: at(0), updatedAt: at(0) },
  ...more,
});
const status = (
  state: DeploymentStatusFact['state'],
  minute: number,
): DeploymentStatusFact => ({
  ...{
    type: 'deploymentStatus',
    project,
    deploymentId: '1',
    statusId: `${state}${minute}`,
    state,
    at: at(minute),
  },
});
const change = (more: Partial<ChangeFact>): ChangeFact => ({
  ...{
    type: 'change',
    project,
    changeId: '7',
    title: 'A change',
    state: 'open',
    updatedAt: at(0),
  },
  ...more,
});
const run = (more: Partial<RunFact>): RunFact => ({
  ...{
    type: 'run',
    project,
    runId: '3',
    attempt: 1,
    name: 'CI',
    revision: 'a1',
    trigger: 'push',
  },
  ...{ status: 'queued', updatedAt: at(0) },
  ...more,
});
const incident = (more: Partial<IncidentFact>): IncidentFact => ({
  ...{
    type: 'incident',
    incidentId: 'I',
    title: 'Down',
    openedAt: at(0),
    updatedAt: at(0),
  },
  ...more,
});
const comparison = (more: Partial<ComparisonFact>): ComparisonFact => ({
  ...{
    type: 'comparison',
    project,
    base: 'a',
    head: 'b',
    relation: 'ahead',
    commits: [],
    truncated: false,
  },
  ...{ updatedAt: at(0) },
  ...more,
});

function permutations<T>(items: T[]): T[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map(
      rest => [item, ...rest],
    ),
  );
}

it.each<[string, any[], (before: any, fact: any) => object]>([
  [
    'deployments and their statuses',
    [
      deployment({ version: 'v1' }),
      deployment({ runId: '9', updatedAt: at(3), incidents: ['I'] }),
      status('in_progress', 1),
      status('success', 2),
      status('inactive', 2),
      status('failure', 4),
    ],
    (before, fact) =>
      fact.type === 'deployment'
        ? mergeDeployment(before, fact)
        : mergeDeploymentStatus(before, fact),
  ],
  [
    'changes',
    [
      change({ revisions: ['x', 'y'] }),
      change({ title: 'A better title', updatedAt: at(2) }),
      change({
        state: 'merged',
        mergeRevision: 'm',
        mergedAt: at(3),
        updatedAt: at(3),
        revisions: ['m'],
      }),
      change({ title: 'Another', updatedAt: at(3), firstCommittedAt: at(1) }),
      change({ firstCommittedAt: at(0), labels: ['fix'] }),
    ],
    mergeChange,
  ],
  [
    'runs',
    [
      run({}),
      run({ status: 'in_progress', updatedAt: at(2) }),
      run({ status: 'completed', conclusion: 'success', updatedAt: at(1) }),
      run({ status: 'completed', conclusion: 'failure', updatedAt: at(1) }),
      run({ status: 'in_progress', startedAt: at(1), updatedAt: at(2) }),
    ],
    mergeRun,
  ],
  [
    'incidents',
    [
      incident({}),
      incident({ resolvedAt: at(5), updatedAt: at(5) }),
      incident({ updatedAt: at(7) }),
      incident({ resolvedAt: at(6), updatedAt: at(7), title: 'A' }),
      incident({
        ...{ openedAt: at(5), resolvedAt: at(5), updatedAt: at(7) },
        title: undefined,
      }),
      incident({ revision: 'a1', deploymentId: '1', updatedAt: at(1) }),
      incident({ revision: 'b2', environment: 'production', updatedAt: at(3) }),
    ],
    (before, fact) => mergeIncident(before, 'forge', fact),
  ],
  [
    'comparisons',
    [
      comparison({ truncated: true, updatedAt: at(9) }),
      comparison({
        commits: [{ revision: 'b', committedAt: at(1), title: 'B' }],
      }),
      comparison({ relation: 'diverged', updatedAt: at(2) }),
    ],
    mergeComparison,
  ],
])(
  '%s end in the same row in any order, with duplicates',
  (_, facts, merge) => {
    const expected = facts.reduce<any>(merge, undefined);
    const orders = permutations(facts);
    expect(orders.length).toBeGreaterThan(5);
    for (const order of orders) {
      expect(order.reduce<any>(merge, undefined)).toEqual(expected);
      expect(
        [...order, ...order.slice(0, 2)].reduce<any>(merge, undefined),
      ).toEqual(expected);
    }
  },
);

it('keeps when it began of what is told to have ended', () => {
  const ended = incident({
    ...{ openedAt: at(5), resolvedAt: at(5), updatedAt: at(5) },
  });
  for (const facts of [
    [incident({}), ended],
    [ended, incident({})],
  ])
    expect(
      facts.reduce<any>(
        (before, fact) => mergeIncident(before, 'ci', fact),
        undefined,
      ),
    ).toMatchObject({
      opened_at: Date.parse(at(0)),
      resolved_at: Date.parse(at(5)),
    });
});

it('keeps what an incident named where what comes later names nothing, and takes what corrects it', () => {
  const told = [
    incident({ revision: 'a1', deploymentId: '1', project, url: 'http://i' }),
    incident({ revision: 'b2', updatedAt: at(3) }),
    incident({ resolvedAt: at(5), updatedAt: at(5) }),
  ];
  for (const facts of permutations(told))
    expect(
      facts.reduce<any>(
        (before, fact) => mergeIncident(before, 'ci', fact),
        undefined,
      ),
    ).toMatchObject({
      ...{ revision: 'b2', deployment_id: '1', project, url: 'http://i' },
      resolved_at: Date.parse(at(5)),
    });
});

it('keeps the title of an incident where what comes later has none, and takes a better one', () => {
  const opened = incident({ title: 'Payments fail' });
  const renamed = incident({ title: 'All fails', updatedAt: at(3) });
  const resolved = incident({
    ...{ title: undefined, resolvedAt: at(5), updatedAt: at(5) },
  });
  const titleAfter = (facts: IncidentFact[]) =>
    facts.reduce<any>(
      (before, fact) => mergeIncident(before, 'ci', fact),
      undefined,
    ).title;
  for (const facts of permutations([opened, resolved]))
    expect(titleAfter(facts)).toBe('Payments fail');
  for (const facts of permutations([opened, renamed, resolved]))
    expect(titleAfter(facts)).toBe('All fails');
  expect(titleAfter([resolved])).toBe('Incident I');
});

it('keeps the title of an incident that was kept before titles were noted', () => {
  const { told, ...kept } = mergeIncident(
    undefined,
    'ci',
    incident({ title: 'Payments fail', revision: 'a1' }),
  );
  const before = {
    ...kept,
    told: JSON.stringify({ revision: kept.opened_at }),
  };
  expect(
    mergeIncident(
      before,
      'ci',
      incident({ title: undefined, updatedAt: at(5) }),
    ),
  ).toMatchObject({ title: 'Payments fail', told });
});

it('keeps what an incident named before it was noted when', () => {
  const { told, ...kept } = mergeIncident(
    undefined,
    'ci',
    incident({ revision: 'a1', updatedAt: at(2) }),
  );
  expect(
    [incident({ revision: 'z9', updatedAt: at(1) }), incident({})].reduce<any>(
      (before, fact) => mergeIncident(before, 'ci', fact),
      { ...kept, told: null },
    ),
  ).toMatchObject({ revision: 'a1', told });
});

it('takes an incident that ended in the second in which it began as ended', () => {
  const ended = incident({ resolvedAt: at(0) });
  for (const facts of [
    [incident({}), ended],
    [ended, incident({})],
  ])
    expect(
      facts.reduce<any>(
        (before, fact) => mergeIncident(before, 'forge', fact),
        undefined,
      ),
    ).toMatchObject({ resolved_at: Date.parse(at(0)) });
});

it('takes the first success as the end, whatever comes after', () => {
  const row = [
    status('success', 2),
    status('success', 8),
    status('inactive', 9),
  ].reduce<any>(mergeDeploymentStatus, undefined);
  expect(row).toMatchObject({
    first_success_at: Date.parse(at(2)),
    state: 'inactive',
  });
});
