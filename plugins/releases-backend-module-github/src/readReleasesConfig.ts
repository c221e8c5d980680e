import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** What this module is configured with. */
export interface ReleasesConfig {
  /** Matches the names of production environments. */
  productionEnvironments: RegExp;
  /** "host/owner/name", in lower case. */
  catalogRepositories: string[];
  /** Where a repository is looked for when the record does not say. */
  defaultHost: string;
}

/** Reads the configuration; throws with the path of a key that is wrong. */
export function readReleasesConfig(config: Config): ReleasesConfig {
  const catalogRepositories =
    config.getOptionalStringArray('releases.github.catalogRepositories') ?? [];
  for (const name of catalogRepositories) {
    if (!/^[^/\s]+\/[\w.-]+\/[\w.-]+$/.test(name)) {
      throw new InputError(
        `releases.github.catalogRepositories: "${name}" must read host/owner/name`,
      );
    }
  }
  return {
    productionEnvironments: readPattern(config),
    catalogRepositories: catalogRepositories.map(name => name.toLowerCase()),
    defaultHost:
      config.getOptionalString('fairway.create.host') ?? 'github.com',
  };
}

function readPattern(config: Config): RegExp {
  const key = 'releases.productionEnvironments';
  try {
    return new RegExp(config.getOptionalString(key) ?? '^prod', 'i');
  } catch (error) {
    throw new InputError(`${key}: must be a regular expression`, error);
  }
}
