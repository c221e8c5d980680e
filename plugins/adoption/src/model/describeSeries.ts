import { formatSeconds } from '@fairway/plugin-metrics-react';

interface Part {
  label: string;
  n: number;
  values: Record<string, number | undefined>;
}

const parts = { day: 'on ', week: 'in the week of ', month: 'in ' };

/** What a series of medians shows, in one or two sentences. */
export function describeSeries(
  interval: 'day' | 'week' | 'month',
  points: Part[],
): string {
  const known = points.flatMap(({ label, values: { median } }) =>
    median === undefined ? [] : [{ label: parts[interval] + label, median }],
  );
  const thin = points.filter(
    ({ n, values: { median } }) => n > 0 && median === undefined,
  ).length;
  const few = thin
    ? `${thin} of ${points.length} ${interval}s have too few for a median of their own.`
    : '';
  if (known.length === 0)
    return few || 'No service came to production in this time.';
  if (known.length === 1)
    return `Median ${formatSeconds(known[0].median)} ${known[0].label}. ${few}`.trim();
  const [first, last] = [known[0], known.at(-1)!];
  return `Median ${formatSeconds(first.median)} ${first.label}, ${formatSeconds(last.median)} ${last.label}. ${few}`.trim();
}
