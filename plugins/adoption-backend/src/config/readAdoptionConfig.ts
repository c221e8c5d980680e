import type { RootConfigService } from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { HumanDuration } from '@backstage/types';
import { DEFAULT_MINIMUM_SAMPLE } from '@fairway/plugin-metrics-common';
import { ReportingZone } from '@fairway/serving';

export interface AdoptionConfig {
  /** The one in which the metrics plugin cuts its days. */
  zone: ReportingZone;
  minimumSample: number;
  /** What default branches are called. */
  branches: string[];
  /** Values of `spec.type`; undefined where every component counts. */
  componentTypes?: string[];
  reconcileEvery: HumanDuration;
}

const MOST_BRANCHES = 20;

/**
 * Reads `adoption`, and of `metrics` the reporting zone.
 *
 * @throws InputError with the path of the key that is wrong
 */
export function readAdoptionConfig(root: RootConfigService): AdoptionConfig {
  const config = root.getOptionalConfig('adoption');
  const minimumSample =
    config?.getOptionalNumber('minimumSample') ?? DEFAULT_MINIMUM_SAMPLE;
  if (!Number.isInteger(minimumSample) || minimumSample < 1)
    throw new InputError('adoption.minimumSample: a whole number from 1 on');
  const branches = config?.getOptionalStringArray('branches') ?? [
    'main',
    'master',
  ];
  if (!branches.length || branches.length > MOST_BRANCHES)
    throw new InputError(`adoption.branches: from 1 to ${MOST_BRANCHES} names`);
  return {
    zone: ReportingZone.create(root.getOptionalString('metrics.zone') ?? 'UTC'),
    minimumSample,
    branches,
    componentTypes: config?.getOptionalStringArray('componentTypes'),
    reconcileEvery: root.has('adoption.reconcileEvery')
      ? readDurationFromConfig(root, { key: 'adoption.reconcileEvery' })
      : { minutes: 1 },
  };
}
