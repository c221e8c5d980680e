import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  parseLocationRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { ReleasesConfig } from '../readReleasesConfig';

const ANNOTATION_PROJECT_SLUG = 'github.com/project-slug';

/** A repository at a forge. */
export interface Repository {
  /** With the port, where there is one. */
  host: string;
  owner: string;
  repo: string;
}

/** "owner/repo", as people write it. */
export function slugOf({ owner, repo }: Repository): string {
  return `${owner}/${repo}`;
}

/**
 * The repository that an entity is bound to by its annotation.
 *
 * @throws NotFoundError when it is bound to none, NotAllowedError when its
 * record is kept where it may not speak for that repository
 */
export function repositoryOf(
  entity: Entity,
  options: { config: ReleasesConfig; isKnownHost: (host: string) => boolean },
): Repository {
  const { config, isKnownHost } = options;
  const annotations = entity.metadata.annotations ?? {};
  const slug = annotations[ANNOTATION_PROJECT_SLUG];
  const match = slug?.match(/^([\w.-]+)\/([\w.-]+)$/);
  if (!match) {
    throw new NotFoundError(
      `${stringifyEntityRef(entity)} has no ${ANNOTATION_PROJECT_SLUG} that reads owner/repository`,
    );
  }
  const record = repositoryOfLocation(annotations[ANNOTATION_LOCATION]);
  const source = repositoryOfLocation(annotations[ANNOTATION_SOURCE_LOCATION]);
  const host = [source?.host, record?.host].find(
    candidate => candidate !== undefined && isKnownHost(candidate),
  );
  const repository = {
    host: host ?? config.defaultHost,
    owner: match[1],
    repo: match[2],
  };
  assertMaySpeakFor(repository, {
    location: annotations[ANNOTATION_LOCATION],
    record,
    config,
  });
  return repository;
}

/**
 * The annotation is free text of whoever wrote the record, and the portal's
 * token opens every repository. Where the record is kept is set by the catalog
 * itself, so that is what is believed.
 */
function assertMaySpeakFor(
  repository: Repository,
  options: {
    location: string | undefined;
    record: Repository | undefined;
    config: ReleasesConfig;
  },
): void {
  const { location, record, config } = options;
  // Only the operator's own configuration can register a file.
  if (location?.startsWith('file:')) {
    return;
  }
  const kept = record && pathOf(record);
  if (
    kept &&
    (kept === pathOf(repository) || config.catalogRepositories.includes(kept))
  ) {
    return;
  }
  throw new NotAllowedError(
    `This record is kept in ${record ? slugOf(record) : 'an unknown place'}, so it may not speak for ${slugOf(repository)}: keep it there, or add its repository to releases.github.catalogRepositories`,
  );
}

function pathOf({ host, owner, repo }: Repository): string {
  return `${host}/${owner}/${repo}`.toLowerCase();
}

function repositoryOfLocation(
  location: string | undefined,
): Repository | undefined {
  if (!location?.startsWith('url:')) {
    return undefined;
  }
  const { target } = parseLocationRef(location);
  if (!URL.canParse(target)) {
    return undefined;
  }
  const { host, pathname } = new URL(target);
  const [owner, repo] = pathname.split('/').filter(Boolean);
  return owner && repo ? { host, owner, repo } : undefined;
}
