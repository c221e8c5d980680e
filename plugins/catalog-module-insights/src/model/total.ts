import type { TotalAnswer } from '@fairway/plugin-catalog-insights-common';

/** A count as far as it went: `812`, or `1,000+` where there are more. */
export function formatTotal({ total, exact }: TotalAnswer): string {
  return `${total.toLocaleString('en-US')}${exact ? '' : '+'}`;
}

/** A count with its noun: `1 component`, `1,000+ components`. */
export function nameTotal(
  total: TotalAnswer,
  { one, many }: { one: string; many: string },
): string {
  const noun = total.exact && total.total === 1 ? one : many;
  return `${formatTotal(total)}\u00a0${noun}`;
}
