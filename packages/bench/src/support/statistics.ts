/** The median of some numbers; of an even count the mean of the middle two. */
export function median(values: number[]): number {
  if (!values.length) throw new Error('There is no median of nothing.');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A ratio or a measure as it is printed: three significant digits are more than the noise allows. */
export const rounded = (value: number) => Number(value.toPrecision(3));

/** The value below which a share of some numbers lies. */
export function quantile(values: number[], share: number): number {
  if (!values.length) throw new Error('There is no quantile of nothing.');
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1];
}
