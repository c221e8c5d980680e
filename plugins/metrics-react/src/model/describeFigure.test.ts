import type { MetricFigure, MetricName } from '@fairway/plugin-metrics-common';
import { answerOf, figure, figures, noFigures } from '../__testUtils__/answers';
import { describeFigure } from './describeFigure';

function describeAs(changed: Partial<Record<MetricName, MetricFigure>>) {
  const answer = answerOf({ figures: { ...figures, ...changed } });
  return (metric: MetricName) =>
    describeFigure(answer, metric).sentence.replaceAll('\u00a0', ' ');
}

it.each([
  [
    'changeLeadTime',
    'Change lead time: 2.9 d, median of 61 changes, p75 4.1 d, p95 9.8 d, 26 % longer, was 2.3 d',
  ],
  [
    'deploymentFrequency',
    'Deployment frequency: 4.5/week, 58 deployments in 90 days, one every 1.6 d, about the same, was 4.6/week',
  ],
  [
    'changeFailRate',
    'Change fail rate: 8.6 %, 5 of 58 deployments, 2 failed rollouts apart, 4.1 points more, was 4.5 %',
  ],
  [
    'failedDeploymentRecoveryTime',
    'Recovery time: 1.2 h, median of 6 recovered, 1 open, p75 2.0 h, p95 5.6 h, 35 % shorter, was 1.8 h',
  ],
  [
    'deploymentReworkRate',
    'Rework rate: 6.9 %, 4 of 58 deployments, rollbacks and hotfixes, about the same, was 6.5 %',
  ],
] as const)('says %s', (metric, sentence) => {
  expect(describeAs({})(metric)).toBe(sentence);
});

it.each([
  [
    'changeLeadTime',
    figure('changeLeadTime', { n: 3 }),
    /^Change lead time: Not enough data, 3 changes in 90 days, 5 needed/,
  ],
  [
    'changeFailRate',
    figure('changeFailRate', { n: 3, count: 1 }),
    /Not enough data, 3 deployments in 90 days, 5 needed, 1 of them failed; no rate is drawn$/,
  ],
  [
    'failedDeploymentRecoveryTime',
    figure('failedDeploymentRecoveryTime', { n: 2, open: 1 }),
    /Not enough data, 2 recoveries in 90 days, 5 needed, 1 still open$/,
  ],
] as const)('never draws %s from too few', (metric, few, sentence) => {
  expect(describeAs({ [metric]: few })(metric)).toMatch(sentence);
});

it('tells no failures from no deployments', () => {
  const none = figure('failedDeploymentRecoveryTime', { n: 0, open: 0 });
  const good = figure('changeFailRate', { n: 42, count: 0, value: 0 });
  const recovery = 'failedDeploymentRecoveryTime';
  expect(describeAs({ [recovery]: none, changeFailRate: good })(recovery)).toBe(
    'Recovery time: No failures, 0 of 42 deployments failed in 90 days, nothing to recover from',
  );
  expect(describeAs(noFigures)(recovery)).toMatch(
    /No deployments, none in 90 days/,
  );
  expect(describeAs(noFigures)('changeFailRate')).not.toContain('0.0');
});

it('shows 0 where it was counted', () => {
  const good = figure('changeFailRate', { n: 42, count: 0, value: 0 });
  expect(describeAs({ changeFailRate: good })('changeFailRate')).toMatch(
    /^Change fail rate: 0.0 %, 0 of 42 deployments/,
  );
});

it('says why there is no comparison', () => {
  const value = 86_400;
  const rest = { value, p75: value, p95: value, n: 9 };
  const of = (before: MetricFigure['before']) =>
    describeFigure(
      answerOf({
        figures: {
          ...figures,
          changeLeadTime: figure('changeLeadTime', { ...rest, before }),
        },
      }),
      'changeLeadTime',
    ).trend;
  expect(of({ n: 0 })).toMatchObject({
    direction: 'level',
    text: 'nothing before',
  });
  expect(of({ n: 3 })?.text).toBe('only 3 changes before');
  expect(of(undefined)).toBeUndefined();
});

it('compares with nothing that nobody knows', () => {
  const freshness = {
    ...answerOf().freshness,
    knownSince: '2026-07-24T00:00:00.000Z',
  };
  const { trend } = describeFigure(
    answerOf({ freshness }),
    'deploymentFrequency',
  );
  expect(trend).toEqual({
    tendency: 'same',
    direction: 'level',
    text: 'known since 24\u00a0Jul only',
  });
});

it('says a multiple where a percentage can’t be pictured', () => {
  const change = { direction: 'higher', ratio: 2.2 } as const;
  const changeLeadTime = { ...figures.changeLeadTime, change };
  expect(describeAs({ changeLeadTime })('changeLeadTime')).toMatch(
    /3.2 times as long, was 2.3 d$/,
  );
});

it('calls fewer deployments worse, and fewer failures better', () => {
  const change = { direction: 'lower', ratio: -0.5 } as const;
  const tendencyOf = (metric: MetricName) =>
    describeFigure(
      answerOf({
        figures: { ...figures, [metric]: { ...figures[metric], change } },
      }),
      metric,
    ).trend?.tendency;
  expect(tendencyOf('deploymentFrequency')).toBe('worse');
  expect(tendencyOf('changeFailRate')).toBe('better');
});
