import { quantile } from './quantile';

describe('quantile', () => {
  it.each([
    [0, 1],
    [0.25, 1.75],
    [0.5, 2.5],
    [1, 10],
  ])('of %s lies on the line between two values', (share, expected) => {
    expect(quantile([1, 2, 3, 10], share)).toBe(expected);
  });

  it('is the only value there is, and none of nothing', () => {
    expect(quantile([7], 0.9)).toBe(7);
    expect(quantile([], 0.5)).toBeNaN();
  });
});
