import {
  DELIVERY_CAVEAT,
  type DeliveryAnswer,
  type Spread,
} from '@fairway/plugin-adoption-common';
import { METRIC_NAMES, type MetricName } from '@fairway/plugin-metrics-common';
import { DAY, HOUR, MINUTE, NEEDED, answered } from './figures';

function spread(n: number, leftOut: number, quantiles: number[]): Spread {
  const [p10, p25, median, p75, p90] = quantiles;
  return n >= NEEDED
    ? { n, leftOut, enough: true, p10, p25, median, p75, p90 }
    : { n, leftOut, enough: false };
}

const scales: Record<MetricName, [on: number[], off: number[]]> = {
  changeLeadTime: [
    [4.5 * HOUR, 14 * HOUR, 1.6 * DAY, 3.4 * DAY, 9 * DAY],
    [11 * HOUR, 1.5 * DAY, 3.8 * DAY, 8.2 * DAY, 21 * DAY],
  ],
  deploymentFrequency: [
    [0.05, 0.2, 0.6, 1.1, 2],
    [0.02, 0.1, 0.2, 0.5, 0.9],
  ],
  changeFailRate: [
    [0.01, 0.03, 0.06, 0.11, 0.18],
    [0.02, 0.05, 0.09, 0.16, 0.24],
  ],
  failedDeploymentRecoveryTime: [
    [4 * MINUTE, 12 * MINUTE, 31 * MINUTE, 2 * HOUR, 9 * HOUR],
    [11 * MINUTE, 40 * MINUTE, 3 * HOUR, 1.2 * DAY, 3 * DAY],
  ],
  deploymentReworkRate: [
    [0, 0.01, 0.04, 0.08, 0.12],
    [0, 0.02, 0.05, 0.1, 0.19],
  ],
};

/** Delivery on and off a path as in the drawings of the page. */
export function deliveryAnswer(
  changes: Partial<DeliveryAnswer> = {},
): DeliveryAnswer {
  const metrics = METRIC_NAMES.map(metric => {
    const [on, off] = scales[metric];
    const comparison = {
      metric,
      onPath: spread(221, 51, on),
      offPath: spread(143, 26, off),
    };
    return [metric, comparison] as const;
  });
  return {
    ...answered,
    days: 90,
    figuresFrom: answered.from,
    figuresTo: answered.to,
    caveat: DELIVERY_CAVEAT,
    metrics: Object.fromEntries(metrics) as DeliveryAnswer['metrics'],
    age: {
      onPath: { services: 272, medianDays: 426 },
      offPath: { services: 169, medianDays: 1_497 },
    },
    ...changes,
  };
}
