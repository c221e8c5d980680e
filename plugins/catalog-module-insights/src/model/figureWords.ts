import type { DeliveryCell } from '@fairway/plugin-catalog-insights-common';
import type { MetricName } from '@fairway/plugin-metrics-common';

const NBSP = '\u00a0';
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A number with at most two digits that say something: 0.4, 3.7, 22, 140. */
function twoDigits(value: number): string {
  const rounded =
    value < 9.95 ? Math.round(value * 10) / 10 : Math.round(value);
  return rounded.toLocaleString('en-US');
}

function span(seconds: number): string {
  if (seconds < MINUTE) return `${Math.round(seconds)}${NBSP}s`;
  // Minutes have no tenths; from 90 minutes on hours say it better.
  if (seconds < 1.5 * HOUR) {
    return `${Math.round(seconds / MINUTE)}${NBSP}min`;
  }
  return seconds < DAY
    ? `${twoDigits(seconds / HOUR)}${NBSP}h`
    : `${twoDigits(seconds / DAY)}${NBSP}d`;
}

/** A figure with its unit; of the frequency, whose unit stands in the head, only the number per week. */
export function formatFigure(metric: MetricName, value: number): string {
  switch (metric) {
    case 'deploymentFrequency':
      return (Math.round(value * 7 * 10) / 10).toFixed(1);
    case 'changeFailRate':
    case 'deploymentReworkRate': {
      const percent = Math.round(value * 1000) / 10;
      return `${percent === 0 ? '0' : percent.toFixed(1)}${NBSP}%`;
    }
    default:
      return span(value);
  }
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
