import {
  METRIC_NAMES,
  type MetricDistribution,
  type MetricFigure,
  type MetricName,
} from '@fairway/plugin-metrics-common';
import { quantile } from '@fairway/serving';

const SHARES = { p10: 0.1, p25: 0.25, p50: 0.5, p75: 0.75, p90: 0.9 };

/** How the figures of several services are spread, each service counting once; those without a figure are left out. */
export function distributionOf(
  services: Record<MetricName, MetricFigure>[],
): Record<MetricName, MetricDistribution> {
  return Object.fromEntries(
    METRIC_NAMES.map((metric): [MetricName, MetricDistribution] => {
      const sorted = Float64Array.from(
        services.flatMap(figures => figures[metric].value ?? []),
      ).sort();
      return [
        metric,
        {
          metric,
          n: sorted.length,
          ...(sorted.length &&
            Object.fromEntries(
              Object.entries(SHARES).map(([name, share]) => [
                name,
                quantile(sorted, share),
              ]),
            )),
        },
      ];
    }),
  ) as Record<MetricName, MetricDistribution>;
}
