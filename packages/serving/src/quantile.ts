/**
 * The value below which a share of sorted values lies; between two values the line between them, as SQL's percentile_cont.
 * Not a number where there is none.
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const rank = share * (sorted.length - 1);
  const low = Math.floor(rank);
  const above = sorted[Math.min(low + 1, sorted.length - 1)];
  return sorted[low] + (above - sorted[low]) * (rank - low);
}
