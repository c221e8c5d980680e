import { Durations, EXACT_UP_TO } from './Durations';

const of = (values: number[]) => {
  const durations = new Durations();
  for (const value of values) durations.add(value);
  return durations;
};

it.each([
  [[], 0.5, undefined],
  [[7], 0.95, 7],
  [[1, 3], 0.5, 2],
  [[5, 1, 3], 0.5, 3],
  [[40, 10, 20, 30], 0.75, 32.5],
  [[0, 0, 0, 100], 0.95, 85],
])('of %j, %d lie below %j', (values, share, expected) => {
  expect(of(values).quantile(share)).toBe(expected);
});

it('is exact while values are few, and within 1 % when they are many', () => {
  const values = Array.from({ length: EXACT_UP_TO }, (_, index) =>
    Math.round(Math.exp((index * 7_919) % 15)),
  );
  expect(of(values).method).toBe('exact');
  const many = of([...values, 60]);
  expect(many.method).toBe('histogram');
  expect(many.size).toBe(EXACT_UP_TO + 1);
  const sorted = [...values, 60].sort((a, b) => a - b);
  for (const share of [0, 0.25, 0.5, 0.75, 0.95, 1]) {
    const exact = sorted[Math.round(share * EXACT_UP_TO)];
    const off = Math.abs(many.quantile(share)! - exact);
    expect(off).toBeLessThanOrEqual(exact * 0.0101);
  }
});

it('takes the longest time that four bytes hold', () => {
  const durations = of(new Array(EXACT_UP_TO + 1).fill(2 ** 32 - 1));
  expect(durations.quantile(0.5)! / 2 ** 32).toBeCloseTo(1, 1);
});
