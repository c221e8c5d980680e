import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  type Entity,
  parseLocationRef,
} from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import type { ProjectBinding } from '@fairway/plugin-metrics-node';
import { addressOf } from './Repository';

const ANNOTATION_PROJECT_SLUG = 'github.com/project-slug';
const SLUG = /^[\w-]+\/(?!\.{1,2}$)[\w.-]+$/;

/** Where a record may speak for which repository. */
export interface BindingRules {
  isKnownHost(host: string): boolean;
  /** Where a repository is looked for when the record does not say. */
  defaultHost: string;
  /** "host/owner/name" in lower case: catalog files there may describe components of other repositories. */
  catalogRepositories: string[];
}

/**
 * The repository that an entity's annotation names.
 *
 * @throws NotAllowedError where its record is kept where it may not speak for that repository: the annotation is free text
 * of whoever wrote it, while where the record is kept is set by the catalog itself
 */
export function projectsOf(
  entity: Entity,
  rules: BindingRules,
): ProjectBinding[] {
  const annotations = entity.metadata.annotations ?? {};
  const slug = annotations[ANNOTATION_PROJECT_SLUG];
  if (!slug || !SLUG.test(slug)) return [];
  const location = annotations[ANNOTATION_LOCATION];
  const record = repositoryOfLocation(location);
  const source = repositoryOfLocation(annotations[ANNOTATION_SOURCE_LOCATION]);
  const host =
    [source, record]
      .map(project => project && addressOf(project)?.host)
      .find(candidate => candidate && rules.isKnownHost(candidate)) ??
    rules.defaultHost;
  const project = `${host}/${slug}`.toLowerCase();
  // Only the operator's own configuration can register a file.
  const trusted =
    location?.startsWith('file:') ||
    record === project ||
    (record !== undefined && rules.catalogRepositories.includes(record));
  if (!trusted)
    throw new NotAllowedError(
      `This record is kept in ${record ?? 'an unknown place'}, so it may not speak for ${project}: keep it there, or add its repository to metrics.github.catalogRepositories`,
    );
  return [{ project }];
}

function repositoryOfLocation(
  location: string | undefined,
): string | undefined {
  if (!location?.startsWith('url:')) return undefined;
  const { target } = parseLocationRef(location);
  if (!URL.canParse(target)) return undefined;
  const { host, pathname } = new URL(target);
  const [owner, repo] = pathname.split('/').filter(Boolean);
  return owner && repo ? `${host}/${owner}/${repo}`.toLowerCase() : undefined;
}
