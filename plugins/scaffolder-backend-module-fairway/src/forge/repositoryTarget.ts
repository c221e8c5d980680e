import { InputError } from '@backstage/errors';
import { CreateConfig } from '../config';

/** Where a repository is, or is to be. */
export interface RepositoryTarget {
  host: string;
  organisation: string;
  name: string;
}

// Host and port, then exactly owner and repo: no user, path, fragment or further parameter.
const REPOSITORY_URL =
  /^(?<host>[a-z0-9.-]+(?::\d{1,5})?|\[[0-9a-f:]+\](?::\d{1,5})?)\?owner=(?<owner>[A-Za-z0-9-]{1,39})&repo=(?<repo>[A-Za-z0-9._-]{1,100})$/;

/**
 * Reads `host?owner=organisation&repo=name` and refuses everything outside of the configured forge and organisations.
 *
 * @throws InputError whose message says which part is not allowed.
 */
export function parseRepositoryUrl(
  repoUrl: string,
  config: Pick<CreateConfig, 'host' | 'organisations'>,
): RepositoryTarget {
  const parts = REPOSITORY_URL.exec(repoUrl)?.groups;
  if (!parts || /^\.+$/.test(parts.repo)) {
    throw new InputError(
      'repoUrl: must be host?owner=organisation&repo=name and nothing else',
    );
  }
  if (parts.host !== config.host) {
    throw new InputError(
      `repoUrl: host ${parts.host} is not the configured forge ${config.host}`,
    );
  }
  if (!config.organisations.has(parts.owner.toLowerCase())) {
    throw new InputError(
      `repoUrl: organisation ${parts.owner} is not among the allowed ones`,
    );
  }
  return { host: parts.host, organisation: parts.owner, name: parts.repo };
}

/** The form in which templates and actions name a repository. */
export function formatRepositoryUrl(target: RepositoryTarget): string {
  return `${target.host}?owner=${target.organisation}&repo=${target.name}`;
}
