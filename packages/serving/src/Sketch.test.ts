import { EXACT_UP_TO, Sketch } from './Sketch';

/** A small generator with a fixed seed (Park and Miller), so that each run sees the same numbers. */
function* numbers(seed: number) {
  for (let state = seed; ;) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

function durations(count: number, seed = 7): number[] {
  const random = numbers(seed);
  return Array.from({ length: count }, () =>
    Math.floor(Math.exp((random.next().value as number) * 16)),
  );
}

function exactQuantile(values: number[], share: number) {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = share * (sorted.length - 1);
  const low = Math.floor(rank);
  return (
    sorted[low] +
    ((sorted[low + 1] ?? sorted[low]) - sorted[low]) * (rank - low)
  );
}

const SHARES = [0, 0.25, 0.5, 0.75, 0.95, 1];

it('is exact while values are few, to the last of them', () => {
  const values = durations(EXACT_UP_TO);
  const sketch = Sketch.of(values);
  expect(sketch.method).toBe('exact');
  for (const share of SHARES)
    expect(sketch.quantile(share)).toBeCloseTo(exactQuantile(values, share), 3);
});

it('stays within 1 % beyond that, and says so', () => {
  const values = durations(50_000);
  const sketch = Sketch.of(values);
  expect(sketch.method).toBe('histogram');
  expect(sketch.size).toBe(50_000);
  for (const share of SHARES) {
    const exact = exactQuantile(values, share);
    expect(Math.abs(sketch.quantile(share)! - exact)).toBeLessThanOrEqual(
      exact * 0.0101,
    );
  }
});

it('has no value of nothing', () => {
  expect(Sketch.decode(undefined).quantile(0.5)).toBeUndefined();
  expect(Sketch.decode(new Sketch().encode()).size).toBe(0);
});

it.each([[10], [EXACT_UP_TO], [EXACT_UP_TO + 1]])(
  'comes back from its bytes: %d values',
  count => {
    const values = [0, 0, ...durations(count - 2)];
    const sketch = Sketch.of(values);
    const decoded = Sketch.decode(sketch.encode());
    expect(decoded.encode()).toEqual(sketch.encode());
    expect(decoded.method).toBe(sketch.method);
    for (const share of SHARES)
      expect(decoded.quantile(share)).toBe(sketch.quantile(share));
  },
);

it('gives the same however its parts are put together', () => {
  const parts = Array.from({ length: 40 }, (_, index) =>
    Sketch.of(durations(30 + index * 7, index + 1)),
  );
  const forward = new Sketch();
  for (const part of parts) forward.merge(part);
  const backward = new Sketch();
  for (const part of [...parts].reverse()) backward.merge(part);
  const pairs = new Sketch();
  for (let index = 0; index < parts.length; index += 2) {
    const pair = Sketch.decode(parts[index].encode());
    pair.merge(parts[index + 1]);
    pairs.merge(pair);
  }
  expect(backward.encode()).toEqual(forward.encode());
  expect(pairs.encode()).toEqual(forward.encode());
});

it('keeps durations of centuries and of nothing apart', () => {
  const sketch = Sketch.of([0, 2 ** 40]);
  expect(Sketch.decode(sketch.encode()).quantile(1)).toBe(2 ** 40);
  expect(sketch.quantile(0)).toBe(0);
});
