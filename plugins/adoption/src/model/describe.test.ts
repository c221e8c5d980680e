import { creationsAnswer, deliveryAnswer } from '../__testUtils__/answers';
import { describeComparison, formatAge } from './deliveryWords';
import { describeFunnel } from './describeFunnel';
import { describeSeries } from './describeSeries';

const plain = (text: string) => text.replace(/\u00a0/g, ' ');
const DAY = 86_400;

it.each([
  [
    'two groups whose middle halves have nothing in common',
    { p25: 1, p75: 2 },
    'Half of the services on a path have a change fail rate of at most 6.0 %; off a path, 9.0 %. The middle halves do not overlap.',
  ],
  [
    'two groups that differ and overlap',
    {},
    'Half of the services on a path have a change fail rate of at most 6.0 %; off a path, 9.0 %. The middle halves overlap from 5.0 % to 11.0 %.',
  ],
  [
    'a group that is too small',
    { n: 1, median: undefined },
    'Not enough data to set them side by side: 1 service on a path with a change fail rate of its own.',
  ],
])('describes %s', (_, changes, text) => {
  const { changeFailRate } = deliveryAnswer().metrics;
  const onPath = { ...changeFailRate.onPath, ...changes };
  expect(plain(describeComparison({ ...changeFailRate, onPath }))).toBe(text);
});

it.each([
  [0, 'less than a day'],
  [1, '1 day'],
  [59, '59 days'],
  [90, '3 months'],
  [1_497, '4.1 years'],
])('says %d days as %s', (days, text) => {
  expect(plain(formatAge(days))).toBe(text);
});

it('describes how far attempts came', () => {
  const creations = creationsAnswer();
  expect(plain(describeFunnel(creations))).toBe(
    '167 of 412 attempts came to production. Of the others, the largest part came no further than Opened: 111.',
  );
  const [opened, ...later] = creations.funnel;
  const stopped = { left: 0, failed: 0, cancelled: 0, waiting: 0, unknown: 0 };
  expect(
    plain(
      describeFunnel({
        ...creations,
        attempts: { n: 1 },
        funnel: [opened, ...later.map(stage => ({ ...stage, n: 0, stopped }))],
      }),
    ),
  ).toBe(
    '0 of 1 attempt came to production. The rest came no further than Opened: 111.',
  );
  expect(describeFunnel({ ...creations, attempts: { n: 0 } })).toBe(
    'Nobody began to create something.',
  );
});

describe('a series of medians', () => {
  const part = (label: string, n: number, days?: number) => ({
    label,
    n,
    values: { median: days === undefined ? undefined : days * DAY },
  });

  it.each([
    ['none', [part('2 Nov', 0)], 'No service came to production in this time.'],
    [
      'too few',
      [part('2 Nov', 2), part('9 Nov', 0)],
      '1 of 2 weeks have too few for a median of their own.',
    ],
    ['one', [part('2 Nov', 6, 2)], 'Median 2.0 d in the week of 2 Nov.'],
    [
      'several',
      [part('2 Nov', 6, 2), part('9 Nov', 7, 1.5)],
      'Median 2.0 d in the week of 2 Nov, 1.5 d in the week of 9 Nov.',
    ],
  ])('is described where there are %s', (_, points, text) => {
    expect(plain(describeSeries('week', points))).toBe(text);
  });
});
