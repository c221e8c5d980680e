import type { RootConfigService } from '@backstage/backend-plugin-api';
import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { type HumanDuration, durationToMilliseconds } from '@backstage/types';
import { DEFAULT_MINIMUM_SAMPLE } from '@fairway/plugin-metrics-common';
import type { ConfiguredBinding } from '../bindings/CatalogScan';
import type { RulesConfig } from '../rollups/EntityFigures';
import { ReportingZone } from '../rollups/ReportingZone';
import { entityRefSchema } from '../routers/schemas';

export interface MetricsConfig {
  rules: RulesConfig;
  minimumSample: number;
  retention: { doneSeconds: number; deadSeconds: number };
  bindings: ConfiguredBinding[];
}

const PATTERN = /^[^\s]{1,200}$/;

/**
 * Reads `metrics` from the configuration.
 *
 * @throws InputError with the path of the key that is wrong
 */
export function readMetricsConfig(root: RootConfigService): MetricsConfig {
  const config = root.getOptionalConfig('metrics');
  const minimumSample =
    config?.getOptionalNumber('minimumSample') ?? DEFAULT_MINIMUM_SAMPLE;
  if (!Number.isInteger(minimumSample) || minimumSample < 1)
    throw new InputError('metrics.minimumSample: a whole number from 1 on');
  return {
    rules: {
      zone: ReportingZone.create(config?.getOptionalString('zone') ?? 'UTC'),
      productionEnvironments: readPatterns(config),
      incidentWindow: readMilliseconds(root, 'metrics.incidentWindow', {
        hours: 24,
      }),
    },
    minimumSample,
    retention: {
      doneSeconds:
        readMilliseconds(root, 'metrics.retention.processed', { days: 14 }) /
        1000,
      deadSeconds:
        readMilliseconds(root, 'metrics.retention.deadLetters', { days: 90 }) /
        1000,
    },
    bindings: (config?.getOptionalConfigArray('bindings') ?? []).map(
      readBinding,
    ),
  };
}

function readPatterns(config: Config | undefined): string[] {
  const patterns = config?.getOptionalStringArray('productionEnvironments') ?? [
    'prod*',
  ];
  if (!patterns.length || !patterns.every(pattern => PATTERN.test(pattern)))
    throw new InputError(
      'metrics.productionEnvironments: at least one pattern, each of 1 to 200 characters without blanks',
    );
  return patterns;
}

function readMilliseconds(
  root: Config,
  key: string,
  fallback: HumanDuration,
): number {
  if (!root.has(key)) return durationToMilliseconds(fallback);
  const milliseconds = durationToMilliseconds(
    readDurationFromConfig(root, { key }),
  );
  if (!(milliseconds > 0))
    throw new InputError(`${key}: a duration longer than nothing`);
  return milliseconds;
}

function readBinding(binding: Config, index: number): ConfiguredBinding {
  const entity = entityRefSchema.safeParse(binding.getString('entity'));
  if (!entity.success)
    throw new InputError(
      `metrics.bindings[${index}].entity: must read kind:namespace/name`,
    );
  const environment = binding.getOptionalString('environment');
  const path = binding.getOptionalString('path');
  return {
    entityRef: entity.data,
    project: binding.getString('project').toLowerCase(),
    ...(environment && { environment }),
    ...(path && { path: path.replace(/^\/+|\/+$/g, '') }),
  };
}
