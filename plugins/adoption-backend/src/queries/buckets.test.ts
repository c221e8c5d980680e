import { bucketsOf, intervalOf, spreadDays } from './buckets';

const dayOf = (text: string) => Date.parse(text) / 86_400_000;
const textOf = (day: number) =>
  new Date(day * 86_400_000).toISOString().slice(0, 10);
const window = (from: string, to: string) => ({
  fromDay: dayOf(from),
  toDay: dayOf(to),
});

it.each([
  ['2026-01-01', '2026-02-01', 'day'],
  ['2026-01-01', '2026-02-02', 'week'],
  ['2026-01-01', '2026-06-30', 'week'],
  ['2026-01-01', '2026-12-31', 'month'],
])('shows %s to %s by %s', (from, to, interval) => {
  expect(intervalOf(window(from, to))).toBe(interval);
});

it.each([
  [
    'week',
    '2026-01-01',
    '2026-01-14',
    ['2026-01-01', '2026-01-05', '2026-01-12', '2026-01-14'],
  ],
  [
    'month',
    '2026-01-20',
    '2026-03-05',
    ['2026-01-20', '2026-02-01', '2026-03-01', '2026-03-05'],
  ],
  [
    'day',
    '2026-01-01',
    '2026-01-03',
    ['2026-01-01', '2026-01-02', '2026-01-03'],
  ],
] as const)('cuts by %s from %s to %s', (interval, from, to, edges) => {
  const buckets = bucketsOf(window(from, to), interval);
  expect(buckets.map(({ fromDay }) => textOf(fromDay))).toEqual(
    edges.slice(0, -1),
  );
  expect(buckets.map(({ toDay }) => textOf(toDay))).toEqual(edges.slice(1));
});

it.each([
  [0, 12, 12, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
  [0, 90, 3, [0, 30, 60, 90]],
  [5, 7, 12, [5, 6, 7]],
  [5, 5, 12, [5]],
])('spreads moments from %d to %d', (first, last, most, days) => {
  expect(spreadDays(first, last, most)).toEqual(days);
});
