import type { Entity } from '@backstage/catalog-model';
import { ConflictError } from '@backstage/errors';
import type { CreateConfig } from '../config';
import type { RepositoryTarget } from '../forge/repositoryTarget';

/** The file in a repository that an entity was read from. */
export interface CatalogFile {
  repository: RepositoryTarget;
  /** Branch and path, which the address does not tell apart. */
  branchAndPath: string;
}

const LOCATION =
  /^url:https?:\/\/([^/?#]+)\/([^/?#]+)\/([^/?#]+)\/(?:blob|tree)\/([^?#]+)$/;

/**
 * Where an entity's catalog file stands, as long as that is a repository that the portal may propose changes to.
 *
 * @throws ConflictError for an entity that comes from elsewhere.
 */
export function catalogFileOf(
  entity: Entity,
  config: Pick<CreateConfig, 'host' | 'organisations'>,
): CatalogFile {
  const location =
    entity.metadata.annotations?.['backstage.io/managed-by-location'];
  const [, host, organisation, name, branchAndPath] =
    LOCATION.exec(location ?? '') ?? [];
  if (
    host !== config.host ||
    !config.organisations.has(organisation.toLocaleLowerCase('en-US'))
  ) {
    throw new ConflictError(
      'Its catalog file is in no repository that Fairway may propose changes to: change its owner where it stands',
    );
  }
  return {
    repository: { host, organisation, name },
    branchAndPath: decodeURIComponent(branchAndPath),
  };
}
