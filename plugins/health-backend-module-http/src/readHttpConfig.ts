import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { type HumanDuration, durationToMilliseconds } from '@backstage/types';
import { readPositiveDuration } from '@fairway/plugin-health-node';
import { AddressRules } from './AddressRules';
import { HostRules } from './HostRules';

export interface HttpHealthConfig {
  hosts: HostRules;
  addresses: AddressRules;
  paths: string[];
  frequency: HumanDuration;
  timeoutMilliseconds: number;
  slowAfterMilliseconds: number;
  atOnce: number;
}

const MOST_AT_ONCE = 500;
/** Enough that also where nothing answers, all of what is asked about together is known in time. */
const AT_ONCE = 100;

/**
 * Reads `health.http` from the configuration.
 *
 * @throws InputError with the path of the key that is wrong
 */
export function readHttpConfig(root: Config): HttpHealthConfig {
  const texts = (key: string) =>
    root.getOptionalStringArray(`health.http.${key}`);
  const milliseconds = (key: string, fallback: HumanDuration) =>
    durationToMilliseconds(
      readPositiveDuration(root, `health.http.${key}`, fallback),
    );
  const paths = texts('paths') ?? ['/readyz', '/'];
  if (!paths.length || !paths.every(path => path.startsWith('/')))
    throw new InputError(
      'health.http.paths: at least one, each beginning with /',
    );
  const atOnce = root.getOptionalNumber('health.http.atOnce') ?? AT_ONCE;
  if (!Number.isInteger(atOnce) || atOnce < 1 || atOnce > MOST_AT_ONCE)
    throw new InputError(
      `health.http.atOnce: a whole number from 1 to ${MOST_AT_ONCE}`,
    );
  return {
    hosts: HostRules.create({ patterns: texts('hosts') ?? [] }),
    addresses: AddressRules.create({
      networks: texts('networks') ?? [],
      loopback: root.getOptionalString('fairway.profile') === 'local',
    }),
    paths,
    frequency: readPositiveDuration(root, 'health.http.frequency', {
      seconds: 30,
    }),
    timeoutMilliseconds: milliseconds('timeout', { seconds: 5 }),
    slowAfterMilliseconds: milliseconds('slowAfter', { seconds: 1 }),
    atOnce,
  };
}
