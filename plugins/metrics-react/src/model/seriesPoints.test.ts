import { answerOf, figures, seriesOf } from '../__testUtils__/answers';
import { scaleOf, shapeOf } from './chartScale';
import { describeTrend } from './describeTrend';
import { findingOf } from './findingOf';
import { placeOf, seriesPoints } from './seriesPoints';
import { seriesCsv } from './seriesTable';

const medians = [2.1, 2.4, undefined, 4.4, 3.4];
const now = seriesOf('2026-10-19T00:00:00.000Z', medians);
const earlier = seriesOf('2026-07-20T00:00:00.000Z', [2, 2, 2, 2, 2]);
const points = seriesPoints('changeLeadTime', now, earlier);

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

it('reads each part, and what it was earlier', () => {
  expect(points[0]).toMatchObject({
    ...{ first: '2026-10-19', last: '2026-10-25', n: 6 },
    ...{ value: 2.1 * 86_400, earlier: 2 * 86_400, unfinished: false },
  });
  expect(points[2]).toMatchObject({ n: 3, value: undefined });
  expect(points[4].unfinished).toBe(true);
});

it('counts a frequency also where there is none of it', () => {
  const [point] = seriesPoints('deploymentFrequency', now);
  expect(point.value).toBeCloseTo(6 / 7);
});

it('takes nothing before the first fact for zero', () => {
  const freshness = {
    ...now.freshness,
    knownSince: '2026-11-02T00:00:00.000Z',
  };
  const known = seriesPoints('deploymentFrequency', { ...now, freshness });
  expect(known.map(({ unknown }) => unknown)).toEqual([
    ...[true, true, false, false, false],
  ]);
});

it('says what the chart shows', () => {
  const finding = findingOf({
    figure: figures.changeLeadTime,
    trend: describeTrend(answerOf(), 'changeLeadTime'),
    points,
    interval: 'week',
    days: '90 days',
  });
  expect(plain(finding)).toBe(
    'Change lead time rose from 2.3 d in the 90 days before to 2.9 d. Highest: the week of 9 Nov with 4.4 d; lowest: the week of 19 Oct with 2.1 d. 1 week with fewer than 5 changes has no figure of its own.',
  );
});

it('finds the place of a moment among the parts', () => {
  expect(placeOf(points, '2026-10-22T12:00:00Z')).toBe(0);
  expect(placeOf(points, '2026-10-26T00:00:00Z')).toBe(0.5);
  expect(placeOf(points, '2026-10-01T00:00:00Z')).toBeUndefined();
});

it('draws rates only where most parts have one', () => {
  expect(shapeOf('changeFailRate', points)).toBe('line');
  const thin = points.map(point => ({ ...point, value: undefined }));
  expect(shapeOf('changeFailRate', thin)).toBe('shares');
  expect(shapeOf('deploymentFrequency', points)).toBe('counts');
});

it('has an axis from 0 in round steps of one unit', () => {
  const scale = scaleOf('changeLeadTime', 'line', [6.3 * 86_400]);
  expect(scale.unitText).toBe('d');
  expect(scale.ticks.map(tick => tick / scale.unit)).toEqual([0, 2, 4, 6, 8]);
  expect(scaleOf('deploymentFrequency', 'counts', [3]).ticks).toEqual([
    ...[0, 1, 2, 3],
  ]);
});

it('gives the same as a file, in plain numbers', () => {
  expect(seriesCsv('changeLeadTime', points, '13 weeks earlier')).toBe(
    [
      'first,last,n,value,p75,p95,earlier',
      '2026-10-19,2026-10-25,6,181440,362880,,172800',
      '2026-10-26,2026-11-01,6,207360,414720,,172800',
      '2026-11-02,2026-11-08,3,,,,172800',
      '2026-11-09,2026-11-15,6,380160.00000000006,760320.0000000001,,172800',
      '2026-11-16,2026-11-22,6,293760,587520,,172800',
      '',
    ].join('\r\n'),
  );
});
