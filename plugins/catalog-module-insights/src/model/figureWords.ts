import type { DeliveryCell } from '@fairway/plugin-catalog-insights-common';
import type { MetricName } from '@fairway/plugin-metrics-common';
import { quantify } from '@fairway/plugin-metrics-react';

/** A figure with its unit; of the frequency, whose unit stands in the head, only the number per week. */
export function formatFigure(metric: MetricName, value: number): string {
  const { value: number, unit } = quantify(metric, value);
  return metric === 'deploymentFrequency' ? number : `${number}\u00a0${unit}`;
}

const counted: Record<MetricName, string> = {
  changeLeadTime: 'changes',
  deploymentFrequency: 'deployments',
  changeFailRate: 'deployments',
  failedDeploymentRecoveryTime: 'recovered deployments',
  deploymentReworkRate: 'deployments',
};

/**
 * What stands in the place of a figure that can't be: it was not connected, there is nothing to count, or too little.
 *
 * @param context - `deployments`: how many were counted for the change fail rate
 */
export function whyNoFigure(
  metric: MetricName,
  cell: DeliveryCell | undefined,
  context: { windowDays?: number; deployments?: number },
): { word: string; meaning: string } {
  const { windowDays, deployments = 0 } = context;
  const window = windowDays ? ` in ${windowDays} days` : '';
  if (!cell) {
    return {
      word: 'not connected',
      meaning: 'No deployments of this are known to Fairway.',
    };
  }
  if (cell.open) {
    return {
      word: `${cell.open} open`,
      meaning: `Nothing has recovered from ${cell.open === 1 ? 'it' : 'them'} yet.`,
    };
  }
  if (cell.n > 0) {
    return {
      word: `too few (${cell.n})`,
      meaning: `Not enough data: ${cell.n} ${counted[metric]}${window}.`,
    };
  }
  return metric === 'failedDeploymentRecoveryTime' && deployments > 0
    ? {
        word: 'no failures',
        meaning: `No failed deployment${window}.`,
      }
    : { word: 'none yet', meaning: `No ${counted[metric]}${window}.` };
}
