import { type Span, startOfSpan, spansOf } from './spans';

/** A Monday on which four weeks begin, too. */
const MONDAY = 20_388;

it('begins weeks on Mondays', () => {
  expect(new Date(MONDAY * 86_400_000).getUTCDay()).toBe(1);
  expect(startOfSpan(MONDAY, 7)).toBe(MONDAY);
  expect(startOfSpan(MONDAY + 6, 7)).toBe(MONDAY);
  expect(startOfSpan(MONDAY + 27, 28)).toBe(MONDAY);
});

it.each([
  [0, 0, []],
  [0, 3, [[1, 0, 3]]],
  [0, 7, [[7, 0, 7]]],
  [
    ...[-2, 9],
    [
      [1, -2, 0],
      [7, 0, 7],
      [1, 7, 9],
    ],
  ],
] as [number, number, number[][]][])(
  'puts days %d to %d together from the longest spans that lie in them',
  (from, to, expected) => {
    expect(
      spansOf({ fromDay: MONDAY + from, toDay: MONDAY + to }).map(
        ({ span, fromDay, toDay }) => [span, fromDay - MONDAY, toDay - MONDAY],
      ),
    ).toEqual(expected);
  },
);

it('covers each day of two years once, with few spans', () => {
  for (let start = MONDAY; start < MONDAY + 60; start++) {
    const covered: number[] = [];
    let spans = 0;
    for (const range of spansOf({ fromDay: start, toDay: start + 730 }))
      for (let day = range.fromDay; day < range.toDay; day += range.span) {
        expect(startOfSpan(day, range.span as Span)).toBe(day);
        spans += 1;
        for (let of = 0; of < range.span; of++) covered.push(day + of);
      }
    expect(covered).toEqual(
      Array.from({ length: 730 }, (_, place) => start + place),
    );
    expect(spans).toBeLessThanOrEqual(26 + 2 * 3 + 2 * 6);
  }
});
