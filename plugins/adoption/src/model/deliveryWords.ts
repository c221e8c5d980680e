import type {
  DeliveryAnswer,
  DeliveryComparison,
} from '@fairway/plugin-adoption-common';
import type { MetricName } from '@fairway/plugin-metrics-common';
import { formatMetric, metricWords } from '@fairway/plugin-metrics-react';
import { formatCount } from '@fairway/look';

/** What at least half of a group does, before the median. */
const halves: Record<MetricName, string> = {
  changeLeadTime: 'deliver a change within',
  deploymentFrequency: 'deploy at most',
  changeFailRate: 'have a change fail rate of at most',
  failedDeploymentRecoveryTime: 'recover within',
  deploymentReworkRate: 'have a rework rate of at most',
};

/** What the two groups have in common, and where they differ, in two sentences; no verdict. */
export function describeComparison(comparison: DeliveryComparison): string {
  const { metric, onPath, offPath } = comparison;
  const format = (value: number) => formatMetric(metric, value);
  if (onPath.median === undefined || offPath.median === undefined) {
    const [n, side] =
      onPath.median === undefined
        ? [onPath.n, 'on a path']
        : [offPath.n, 'off a path'];
    return `Not enough data to set them side by side: ${formatCount(n, 'service')} ${side} with a ${metricWords[metric].title.toLowerCase()} of ${n === 1 ? 'its' : 'their'} own.`;
  }
  const half = `Half of the services on a path ${halves[metric]} ${format(onPath.median)}; off a path, ${format(offPath.median)}.`;
  const low = Math.max(onPath.p25!, offPath.p25!);
  const high = Math.min(onPath.p75!, offPath.p75!);
  return low <= high
    ? `${half} The middle halves overlap from ${format(low)} to ${format(high)}.`
    : `${half} The middle halves do not overlap.`;
}

const DAYS_A_MONTH = 30.44;
const DAYS_A_YEAR = 365.25;

/** How old something is, in one unit: 12 days, 14 months, 4.1 years. */
export function formatAge(days: number): string {
  if (days < 1) return 'less than a day';
  if (days < 60) return formatCount(Math.round(days), 'day');
  if (days < 2 * DAYS_A_YEAR)
    return formatCount(Math.round(days / DAYS_A_MONTH), 'month');
  return `${(days / DAYS_A_YEAR).toFixed(1)}\u00a0years`;
}

/** By what else the groups are known to differ. */
export function describeAge({ age }: DeliveryAnswer): string | undefined {
  const { onPath, offPath } = age;
  if (onPath.medianDays === undefined || offPath.medianDays === undefined)
    return undefined;
  return `Services on a path have been known for ${formatAge(onPath.medianDays)} in the median, those off one for ${formatAge(offPath.medianDays)}.`;
}
