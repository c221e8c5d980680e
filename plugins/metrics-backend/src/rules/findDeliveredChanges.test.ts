import { type Comparison, findDeliveredChanges } from './findDeliveredChanges';
import type { ReachedDeployment } from './timeline';

const HOUR = 3_600_000;

const deployment = (revision: string, hour: number): ReachedDeployment => ({
  key: `${revision}@${hour}`,
  revision,
  finishedAt: hour * HOUR,
  incidents: [],
});

const ahead = (...commits: [string, number][]): Comparison => ({
  relation: 'ahead',
  commits: commits.map(([revision, hour]) => ({
    revision,
    committedAt: hour * HOUR,
    title: revision,
  })),
});

const find = (
  deployments: ReachedDeployment[],
  comparisons: Record<string, Comparison>,
  changes: Parameters<typeof findDeliveredChanges>[0]['changes'] = [],
) =>
  findDeliveredChanges({
    deployments,
    changes,
    compare: (base, head) => comparisons[`${base}..${head}`],
  });

it('takes a direct commit from its committer date, and none for what the first deployment holds', () => {
  const { delivered } = find([deployment('a', 1), deployment('b', 5)], {
    'a..b': ahead(['b', 2]),
  });
  expect(delivered).toEqual([
    {
      changeKey: 'commit b',
      deploymentKey: 'b@5',
      deployedAt: 5 * HOUR,
      leadSeconds: 3 * 3600,
    },
  ]);
});

it('takes a squashed pull request once, from its first original commit', () => {
  const { delivered } = find(
    [deployment('a', 1), deployment('s', 50)],
    { 'a..s': ahead(['s', 40]) },
    [
      {
        changeId: '7',
        firstCommittedAt: 10 * HOUR,
        revisions: ['s', 'original-1', 'original-2'],
      },
    ],
  );
  expect(delivered).toMatchObject([
    { changeKey: 'change 7', leadSeconds: 40 * 3600 },
  ]);
});

it('takes a merged pull request once, whichever of its commits is met first', () => {
  const { delivered } = find(
    [deployment('a', 1), deployment('m', 9)],
    { 'a..m': ahead(['one', 3], ['two', 4], ['m', 8]) },
    [
      {
        changeId: '7',
        firstCommittedAt: 3 * HOUR,
        revisions: ['one', 'two', 'm'],
      },
    ],
  );
  expect(delivered).toHaveLength(1);
});

it('delivers a change with the first deployment that contains it, also when that is rolled back', () => {
  const { delivered } = find(
    [
      deployment('a', 1),
      deployment('b', 5),
      deployment('a', 6),
      deployment('c', 9),
    ],
    {
      'a..b': ahead(['b', 2]),
      'b..a': { relation: 'behind', commits: [] },
      'a..c': ahead(['b', 2], ['c', 7]),
    },
  );
  expect(
    delivered.map(({ changeKey, deploymentKey }) => [changeKey, deploymentKey]),
  ).toEqual([
    ['commit b', 'b@5'],
    ['commit c', 'c@9'],
  ]);
});

it('names what nobody has compared, instead of passing over it', () => {
  expect(find([deployment('a', 1), deployment('b', 2)], {})).toEqual({
    delivered: [],
    uncompared: [{ base: 'a', head: 'b' }],
  });
});

it('never gives a negative lead time for a clock that was wrong', () => {
  const { delivered } = find([deployment('a', 1), deployment('b', 2)], {
    'a..b': ahead(['b', 30]),
  });
  expect(delivered[0].leadSeconds).toBe(0);
});
