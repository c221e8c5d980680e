import type { MetricName } from '@fairway/plugin-metrics-common';
import { formatFigure, whyNoFigure } from './figureWords';

const HOUR = 3_600;
const spaced = (text: string) => text.replace(/\u00a0/g, ' ');

describe('formatFigure', () => {
  it.each<[MetricName, number, string]>([
    ['changeLeadTime', 69.6 * HOUR, '2.9 d'],
    ['failedDeploymentRecoveryTime', 38 * 60, '38 min'],
    ['deploymentFrequency', 0.0857, '0.6'],
    ['changeFailRate', 5 / 58, '8.6 %'],
  ])('writes %s of %s as %s', (metric, value, expected) => {
    expect(spaced(formatFigure(metric, value))).toBe(expected);
  });
});

describe('whyNoFigure', () => {
  it('says how many failures are open', () => {
    const cell = { value: null, n: 0, open: 1, series: [] };
    expect(whyNoFigure('failedDeploymentRecoveryTime', cell, {}).word).toBe(
      '1 open',
    );
  });

  const none = { value: null, series: [] };

  it.each<[string, MetricName, number | undefined, number, string]>([
    ['nothing is connected', 'changeLeadTime', undefined, 0, 'not connected'],
    ['there is too little', 'changeFailRate', 3, 3, 'too few (3)'],
    ['nothing failed', 'failedDeploymentRecoveryTime', 0, 42, 'no failures'],
    ['nothing ran', 'failedDeploymentRecoveryTime', 0, 0, 'none yet'],
    ['nothing was deployed', 'deploymentFrequency', 0, 0, 'none yet'],
  ])('says that %s', (_, metric, n, deployments, expected) => {
    const cell = n === undefined ? undefined : { ...none, n };
    const { word } = whyNoFigure(metric, cell, { windowDays: 90, deployments });
    expect(word).toBe(expected);
  });
});
