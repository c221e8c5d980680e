import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { type HumanDuration, durationToMilliseconds } from '@backstage/types';
import { readPositiveDuration } from '@fairway/plugin-health-node';

export interface HealthConfig {
  scanFrequency: HumanDuration;
  /** Milliseconds. */
  keepFor: number;
  batchesAtOnce: number;
  /** Milliseconds. */
  retention: number;
}

const MOST_BATCHES = 32;

/**
 * Reads `health` from the configuration.
 *
 * @throws InputError with the path of the key that is wrong
 */
export function readHealthConfig(root: Config): HealthConfig {
  const batchesAtOnce = root.getOptionalNumber('health.batchesAtOnce') ?? 4;
  if (
    !Number.isInteger(batchesAtOnce) ||
    batchesAtOnce < 1 ||
    batchesAtOnce > MOST_BATCHES
  )
    throw new InputError(
      `health.batchesAtOnce: a whole number from 1 to ${MOST_BATCHES}`,
    );
  const milliseconds = (key: string, fallback: HumanDuration) =>
    durationToMilliseconds(readPositiveDuration(root, key, fallback));
  return {
    scanFrequency: readPositiveDuration(root, 'health.scan.frequency', {
      seconds: 30,
    }),
    keepFor: milliseconds('health.keepLastKnown', { minutes: 2 }),
    batchesAtOnce,
    retention: milliseconds('health.history.retention', { days: 180 }),
  };
}
