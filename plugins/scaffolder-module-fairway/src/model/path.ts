import {
  parseEntityRef,
  stringifyEntityRef,
  type EntityMeta,
} from '@backstage/catalog-model';
import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import {
  readContents,
  readPromises,
  type PathContent,
  type PathPromise,
} from './promises';

export const VERSION_ANNOTATION = 'fairway/template-version';

/** A golden path, as people see a template. */
export interface GoldenPath {
  ref: string;
  name: string;
  namespace: string;
  title: string;
  /** Title and version, as it is cited elsewhere: "Node service 2.6". */
  fullTitle: string;
  description?: string;
  version?: string;
  type?: string;
  owner?: string;
  tags: string[];
  promises: PathPromise[];
  contents: PathContent[];
}

/** What a template's metadata says of the path; tasks keep a copy of it, so it stays true for old runs. */
export function pathFromMetadata(
  ref: string,
  metadata: EntityMeta,
): GoldenPath {
  const { annotations } = metadata;
  const title = metadata.title ?? metadata.name;
  const version = annotations?.[VERSION_ANNOTATION];
  const { name, namespace } = parseEntityRef(ref, { defaultKind: 'template' });
  return {
    ref,
    name,
    namespace,
    title,
    fullTitle: version ? `${title} ${version}` : title,
    description: metadata.description,
    version,
    tags: metadata.tags ?? [],
    promises: readPromises(annotations),
    contents: readContents(annotations),
  };
}

export function pathFromTemplate(template: TemplateEntityV1beta3): GoldenPath {
  return {
    ...pathFromMetadata(stringifyEntityRef(template), template.metadata),
    type: template.spec.type,
    owner: template.spec.owner,
  };
}
