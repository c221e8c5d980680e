import { judgeTimeline } from './judgeTimeline';
import {
  type Incident,
  type ReachedDeployment,
  counts,
  isRework,
} from './timeline';

const HOUR = 3_600_000;

/** `V1@3` is revision V1 finished in hour 3; behind it marks: `!hotfix`, `!rollback`, `#INC` answers, `~7` of run 7. */
function deployments(text: string): ReachedDeployment[] {
  return text.split(' ').map(word => {
    const [, revision, hour] = word.match(/^(\w+)@(\d+)/)!;
    return {
      key: word.match(/^\w+@\d+/)![0],
      revision,
      finishedAt: Number(hour) * HOUR,
      runId: word.match(/~(\d+)/)?.[1],
      intent: word.match(
        /!(hotfix|rollback)/,
      )?.[1] as ReachedDeployment['intent'],
      incidents: word.match(/#(\w+)/)?.slice(1) ?? [],
    };
  });
}

const judge = (text: string, incidents: Incident[] = []) =>
  judgeTimeline({
    deployments: deployments(text),
    incidents,
    incidentWindow: 24 * HOUR,
  });

const incident = (
  key: string,
  opened: number,
  resolved?: number,
  more: Partial<Incident> = {},
): Incident => ({
  key,
  openedAt: opened * HOUR,
  resolvedAt: resolved === undefined ? undefined : resolved * HOUR,
  ...more,
});

describe('kinds', () => {
  it.each([
    ['V1@1 V2@2 V3@3', 'planned planned planned'],
    ['V1@1 V2@2 V3@3 V1@4', 'planned planned planned rollback'],
    ['V1@1 V1@2', 'planned redeploy'],
    ['V1@1 V2@2 V2@3 V1@4 V1@5', 'planned planned redeploy rollback redeploy'],
    ['V1@1 V2@2 V1@3 V3@4', 'planned planned rollback planned'],
    ['V1@1 V2@2!hotfix', 'planned hotfix'],
    ['V1@1 V2@2#I7', 'planned hotfix'],
    ['V1@1 V2@2 V3@3!rollback', 'planned planned rollback'],
    ['V1@1 V2@2 V1@3!hotfix', 'planned planned rollback'],
    ['V1@1!hotfix', 'hotfix'],
  ])('%s are %s', (text, kinds) => {
    expect(
      judge(text)
        .judgements.map(({ kind }) => kind)
        .join(' '),
    ).toBe(kinds);
  });

  it('counts one release of one run once, however many deployments report it', () => {
    const { judgements } = judge('V1@1~1 V2@2~2 V2@3~2 V2@4~3');
    expect(judgements.map(counts)).toEqual([true, true, false, false]);
    expect(judgements[2]).toMatchObject({ duplicateOf: 'V2@2' });
    expect(judgements[3]).toMatchObject({ kind: 'redeploy' });
  });

  it('takes an earlier release again for a rollback, also where it is of the same run', () => {
    const { judgements } = judge('V1@1~1 V2@2~2 V1@3~1 V1@4~1');
    expect(judgements.map(counts)).toEqual([true, true, true, false]);
    expect(judgements[1].failed).toBe(true);
    expect(judgements[2]).toMatchObject({ kind: 'rollback' });
    expect(judgements[3]).toMatchObject({ duplicateOf: 'V1@3' });
  });

  it('counts rollbacks and hotfixes as rework, redeploys not', () => {
    expect(
      judge('V1@1 V2@2 V1@3 V3@4!hotfix V3@5').judgements.map(isRework),
    ).toEqual([...[false, false, true, true, false]]);
  });
});

describe('failures', () => {
  it.each<[string, string, Incident[], string[]]>([
    [
      'a rollback speaks against what it replaced',
      'V1@1 V2@2 V1@3',
      [],
      ['V2@2'],
    ],
    ['a hotfix too', 'V1@1 V2@2 V3@3!hotfix', [], ['V2@2']],
    ['a first hotfix against nothing', 'V1@1!hotfix', [], []],
    [
      'a linked incident before all else',
      'V1@1 V2@2',
      [incident('I', 3, 4, { deploymentKey: 'V1@1' })],
      ['V1@1'],
    ],
    [
      'a named revision before nearness',
      'V1@1 V2@2',
      [incident('I', 3, 4, { revision: 'V1' })],
      ['V1@1'],
    ],
    [
      'the last deployment within the window',
      'V1@1 V2@2',
      [incident('I', 25, 26)],
      ['V2@2'],
    ],
    ['nothing beyond the window', 'V1@1 V2@2', [incident('I', 27, 28)], []],
    ['nothing before the first deployment', 'V1@5', [incident('I', 4, 6)], []],
    [
      'a redeploy is not to blame',
      'V1@1 V1@20',
      [incident('I', 22, 23)],
      ['V1@1'],
    ],
    [
      'two incidents are one failure',
      'V1@1',
      [incident('I', 2, 3), incident('J', 2, 4)],
      ['V1@1'],
    ],
  ])('%s', (_, text, incidents, failed) => {
    const { judgements } = judge(text, incidents);
    expect(
      judgements.filter(judgement => judgement.failed).map(({ key }) => key),
    ).toEqual(failed);
  });

  it('says the method of each attribution, and which incident has none', () => {
    const { attributions } = judge('V1@1', [
      incident('A', 2, 3),
      incident('B', 90, 91),
    ]);
    expect(attributions).toEqual([
      { incident: 'A', deployment: 'V1@1', method: 'window' },
      { incident: 'B' },
    ]);
  });
});

describe('recovery', () => {
  it.each<[string, string, Incident[], number | undefined]>([
    ['by the rollback', 'V1@1 V2@2 V1@5', [], 5],
    [
      'by the incident, where there is one',
      'V1@1 V2@2 V1@5',
      [incident('I', 3, 7)],
      7,
    ],
    [
      'by the last of its incidents',
      'V1@1 V2@2',
      [incident('I', 3, 7), incident('J', 4, 6)],
      7,
    ],
    [
      'not while one of them is open',
      'V1@1 V2@2',
      [incident('I', 3, 7), incident('J', 4)],
      undefined,
    ],
    [
      'never before the deployment itself',
      'V1@1 V2@9',
      [incident('I', 3, 4, { deploymentKey: 'V2@9' })],
      9,
    ],
  ])('%s', (_, text, incidents, hour) => {
    const failed = judge(text, incidents).judgements.find(({ key }) =>
      key.startsWith('V2'),
    )!;
    expect(failed.failed).toBe(true);
    expect(failed.recoveredAt).toBe(
      hour === undefined ? undefined : hour * HOUR,
    );
  });

  it('passes over a hotfix that failed itself', () => {
    const { judgements } = judge('V1@1 V2@2 V3@3!hotfix V4@4!hotfix');
    expect(
      judgements.map(({ recoveredAt }) => recoveredAt && recoveredAt / HOUR),
    ).toEqual([...[undefined, 4, 4, undefined]]);
  });
});

it('does not depend on the order in which facts are given', () => {
  const all = deployments('V1@1 V2@2 V1@3 V3@4 V3@4~9 V4@5!hotfix V2@6');
  const incidents = [
    incident('A', 2, 4),
    incident('B', 5),
    incident('C', 50, 51),
  ];
  const expected = judgeTimeline({
    deployments: all,
    incidents,
    incidentWindow: 24 * HOUR,
  });
  expect(
    judgeTimeline({
      deployments: [...all].reverse(),
      incidents: [...incidents].reverse(),
      incidentWindow: 24 * HOUR,
    }),
  ).toEqual(expected);
});
