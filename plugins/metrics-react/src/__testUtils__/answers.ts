import {
  METRIC_NAMES,
  type MetricFigure,
  type MetricName,
  type MetricsAnswer,
  type SeriesAnswer,
} from '@fairway/plugin-metrics-common';

const counts = {
  deployments: 58,
  redeploys: 1,
  failedRollouts: 2,
  changes: 61,
  incidentsUnattributed: 2,
};

const freshness = {
  completeTo: '2026-11-21T14:31:00.000Z',
  knownSince: '2026-02-01T00:00:00.000Z',
  gaps: [],
};

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** A figure of which only what matters is said. */
export function figure(
  metric: MetricName,
  rest: Partial<MetricFigure> = {},
): MetricFigure {
  const { value, n = 58 } = rest;
  return {
    metric,
    method: 'exact',
    needed: 5,
    enough: value !== undefined,
    n,
    ...rest,
  };
}

/** The figures of the mock: a service that got slower. */
export const figures: Record<MetricName, MetricFigure> = {
  changeLeadTime: figure('changeLeadTime', {
    value: 2.9 * DAY,
    p75: 4.1 * DAY,
    p95: 9.8 * DAY,
    n: 61,
    before: { value: 2.3 * DAY, n: 57 },
    change: { direction: 'higher', ratio: 0.26 },
  }),
  deploymentFrequency: figure('deploymentFrequency', {
    value: 58 / 90,
    before: { value: 59 / 90, n: 59 },
    change: { direction: 'same', ratio: -0.02 },
  }),
  changeFailRate: figure('changeFailRate', {
    value: 5 / 58,
    count: 5,
    before: { value: 0.045, n: 59 },
    change: { direction: 'higher', ratio: 0.9 },
  }),
  failedDeploymentRecoveryTime: figure('failedDeploymentRecoveryTime', {
    value: 1.2 * HOUR,
    p75: 2 * HOUR,
    p95: 5.6 * HOUR,
    n: 6,
    open: 1,
    before: { value: 1.8 * HOUR, n: 7 },
    change: { direction: 'lower', ratio: -0.35 },
  }),
  deploymentReworkRate: figure('deploymentReworkRate', {
    value: 4 / 58,
    count: 4,
    before: { value: 0.065, n: 59 },
    change: { direction: 'same', ratio: 0.06 },
  }),
};

/** The five figures of ninety days. */
export function answerOf(rest: Partial<MetricsAnswer> = {}): MetricsAnswer {
  return {
    scope: 'component:default/checkout-api',
    from: '2026-08-24T00:00:00.000Z',
    to: '2026-11-22T00:00:00.000Z',
    zone: 'UTC',
    rules: 1,
    figures,
    counts,
    freshness,
    ...rest,
  };
}

/** All five figures as those of nobody: nothing was counted. */
export const noFigures = Object.fromEntries(
  METRIC_NAMES.map(metric => [
    metric,
    figure(metric, {
      n: 0,
      count: 0,
      open: 0,
      before: { n: 0 },
    }),
  ]),
) as Record<MetricName, MetricFigure>;

/** Weeks with the medians that are given; those without one have three changes. */
export function seriesOf(
  first: string,
  medians: (number | undefined)[],
): SeriesAnswer {
  const at = (weeks: number) =>
    new Date(Date.parse(first) + weeks * 7 * 864e5).toISOString();
  return {
    scope: 'component:default/checkout-api',
    interval: 'week',
    from: at(0),
    to: at(medians.length),
    zone: 'UTC',
    rules: 1,
    points: medians.map((value, index) => ({
      from: at(index),
      to: at(index + 1),
      counts: { ...counts, deployments: 6, changes: value ? 6 : 3 },
      figures: {
        ...noFigures,
        deploymentFrequency: figure('deploymentFrequency', {
          n: 6,
          value: 6 / 7,
        }),
        changeFailRate: figure('changeFailRate', {
          n: 6,
          count: 1,
          value: 1 / 6,
        }),
        changeLeadTime: figure('changeLeadTime', {
          n: value ? 6 : 3,
          ...(value && { value: value * DAY, p75: 2 * value * DAY }),
        }),
      },
    })),
    freshness,
  };
}
