import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { readSecrets } from '@fairway/plugin-metrics-node';

const KEY = 'metrics.github';

/** What this module is configured with. */
export interface GithubConfig {
  webhookSecrets: string[];
  /** In lower case. */
  incidentLabels: string[];
  releaseEnvironment?: string;
  backfillMilliseconds: number;
  /** "host/owner/name", in lower case. */
  catalogRepositories: string[];
  /** Where a repository is looked for when the record does not say. */
  defaultHost: string;
}

/**
 * Reads `metrics.github`.
 *
 * @throws InputError with the path of a key that is missing or wrong
 */
export function readGithubConfig(config: Config): GithubConfig {
  const catalogRepositories =
    config.getOptionalStringArray(`${KEY}.catalogRepositories`) ?? [];
  for (const name of catalogRepositories)
    if (!/^[^/\s]+\/[\w.-]+\/[\w.-]+$/.test(name))
      throw new InputError(
        `${KEY}.catalogRepositories: "${name}" must read host/owner/name`,
      );
  const incidentLabels = config.getOptionalStringArray(
    `${KEY}.incidentLabels`,
  ) ?? ['incident'];
  return {
    webhookSecrets: readSecrets(config, `${KEY}.webhookSecrets`),
    incidentLabels: incidentLabels.map(label => label.toLowerCase()),
    releaseEnvironment: config.getOptionalString(`${KEY}.releaseEnvironment`),
    backfillMilliseconds: readBackfill(config),
    catalogRepositories: catalogRepositories.map(name => name.toLowerCase()),
    defaultHost:
      config.getOptionalString('fairway.create.host') ?? 'github.com',
  };
}

function readBackfill(config: Config): number {
  const key = `${KEY}.backfill`;
  const milliseconds = durationToMilliseconds(
    config.has(key) ? readDurationFromConfig(config, { key }) : { days: 90 },
  );
  if (!(milliseconds > 0))
    throw new InputError(`${key}: a duration longer than nothing`);
  return milliseconds;
}
