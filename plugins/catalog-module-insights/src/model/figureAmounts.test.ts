import type { MetricName } from '@fairway/plugin-metrics-common';
import {
  amountOf,
  describeFilter,
  readRange,
  unitFor,
  unitsOf,
} from './figureAmounts';
import type { FigureFilter } from './figureFilter';

const HOUR = 3_600;
const DAY = 24 * HOUR;

describe('describeFilter', () => {
  it.each<[MetricName, FigureFilter, string]>([
    ['changeLeadTime', { from: 2 * DAY }, '≥ 2 d'],
    ['changeLeadTime', { to: 1.5 * DAY }, '≤ 1.5 d'],
    ['changeLeadTime', { from: HOUR, to: 2 * DAY }, '1 h to 2 d'],
    ['failedDeploymentRecoveryTime', { from: 45 * 60 }, '≥ 45 min'],
    ['failedDeploymentRecoveryTime', { to: 7 }, '≤ 7 s'],
    ['deploymentFrequency', { from: 0.142857142857 }, '≥ 1'],
    ['changeFailRate', { from: 0.086, to: 0.15 }, '8.6 % to 15 %'],
    ['deploymentReworkRate', { from: 0, to: 0 }, '= 0 %'],
    ['changeLeadTime', 'none', 'without a value'],
  ])('writes %s of %j as %s', (metric, filter, expected) => {
    expect(describeFilter(metric, filter).replace(/\u00a0/g, ' ')).toBe(
      expected,
    );
  });
});

describe('unitFor', () => {
  it.each<[number[], string]>([
    [[], 'd'],
    [[36 * HOUR], 'd'],
    [[HOUR, 2 * DAY], 'h'],
    [[90 * 60], 'h'],
    [[30 * 60], 'min'],
    [[0], 'd'],
    [[100], 's'],
  ])('writes %j in %s', (values, sign) => {
    expect(unitFor('changeLeadTime', values).sign).toBe(sign);
  });
});

describe('readRange', () => {
  const [, , hours] = unitsOf('changeLeadTime');
  const [percent] = unitsOf('changeFailRate');
  const [aWeek] = unitsOf('deploymentFrequency');

  it.each([
    ['36', '', hours, { from: 36 * HOUR }],
    [' 1.5 ', '2', hours, { from: 1.5 * HOUR, to: 2 * HOUR }],
    ['', '0', percent, { to: 0 }],
    ['7', '', aWeek, { from: 1 }],
  ])('reads %p and %p', (from, to, unit, filter) => {
    expect(readRange({ from, to }, unit)).toEqual({ filter });
  });

  it.each([
    ['', '', hours, 'from', 'At least or At most must be given'],
    ['-2', '', hours, 'from', 'At least must not be negative'],
    ['', 'two', hours, 'to', 'At most must be a number like 1.5'],
    ['1,5', '', hours, 'from', 'At least must be a number like 1.5'],
    ['', '1000000', hours, 'to', 'At most must be 999,999 or less'],
    ['', '101', percent, 'to', 'At most must be 100 % or less'],
    ['3', '2', hours, 'to', 'At most must not be below At least'],
  ])('refuses %p and %p', (from, to, unit, end, message) => {
    expect(readRange({ from, to }, unit)).toEqual({
      problem: { end, message },
    });
  });

  it('writes back what was read', () => {
    expect(amountOf(0.142857142857, aWeek)).toBe('1');
    expect(amountOf(0.086, percent)).toBe('8.6');
    expect(amountOf(undefined, hours)).toBe('');
  });
});
