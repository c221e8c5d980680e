import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { type HumanDuration, durationToMilliseconds } from '@backstage/types';

/**
 * Reads a duration that is longer than nothing.
 *
 * @throws InputError with the path of the key
 * @public
 */
export function readPositiveDuration(
  root: Config,
  key: string,
  fallback: HumanDuration,
): HumanDuration {
  if (!root.has(key)) return fallback;
  const duration = readDurationFromConfig(root, { key });
  if (!(durationToMilliseconds(duration) > 0))
    throw new InputError(`${key}: a duration longer than nothing`);
  return duration;
}
