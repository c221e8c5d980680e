import type { Entity } from '@backstage/catalog-model';
import { safeUrl } from '@fairway/look';

/** What a link leads to, which decides its icon. */
export type LinkTarget =
  | 'source'
  | 'ci'
  | 'docs'
  | 'kubernetes'
  | 'runbook'
  | 'logs'
  | 'metrics'
  | 'file'
  | 'other';

/** One link of an entity. */
export interface EntityLink {
  title: string;
  /** An address elsewhere, or a path of the portal. Safe to be followed. */
  href: string;
  target: LinkTarget;
}

function annotation(entity: Entity, name: string): string | undefined {
  return entity.metadata.annotations?.[name];
}

/** Annotations that say where something stands do so as `url:https://…`. */
function locationUrl(value: string | undefined): string | undefined {
  return value?.startsWith('url:') ? safeUrl(value.slice(4)) : undefined;
}

function sourceLinks(entity: Entity): EntityLink[] {
  const links: EntityLink[] = [];
  const source = locationUrl(
    annotation(entity, 'backstage.io/source-location'),
  );
  if (source) {
    links.push({ title: 'Source', href: source, target: 'source' });
  }
  const slug = annotation(entity, 'github.com/project-slug');
  if (source && slug && /^[\w.-]+\/[\w.-]+$/.test(slug)) {
    const href = `${new URL(source).origin}/${slug}/actions`;
    links.push({ title: 'CI runs', href, target: 'ci' });
  }
  return links;
}

function portalLinks(entity: Entity, page: string): EntityLink[] {
  const links: EntityLink[] = [];
  if (
    annotation(entity, 'backstage.io/techdocs-ref') ||
    annotation(entity, 'backstage.io/techdocs-entity')
  ) {
    links.push({ title: 'Docs', href: `${page}/docs`, target: 'docs' });
  }
  if (
    annotation(entity, 'backstage.io/kubernetes-id') ||
    annotation(entity, 'backstage.io/kubernetes-label-selector')
  ) {
    const href = `${page}/kubernetes`;
    links.push({ title: 'Kubernetes', href, target: 'kubernetes' });
  }
  return links;
}

function guessTarget(words: string): LinkTarget {
  const known: LinkTarget[] = ['runbook', 'logs', 'metrics', 'docs', 'source'];
  return known.find(target => words.toLowerCase().includes(target)) ?? 'other';
}

/** True for the front page of the repository whose source is linked to anyway. */
function isRepository(href: string, source: string | undefined): boolean {
  const root = href.replace(/(\.git)?\/?$/, '');
  return Boolean(source?.startsWith(`${root}/tree/`));
}

function ownLinks(entity: Entity): EntityLink[] {
  const source = locationUrl(
    annotation(entity, 'backstage.io/source-location'),
  );
  return (entity.metadata.links ?? []).flatMap(({ url, title, type, icon }) => {
    const href = safeUrl(url);
    if (!href || isRepository(href, source)) return [];
    const target = guessTarget([type, icon, title].join(' '));
    return [{ title: title ?? url, href, target }];
  });
}

/**
 * All links of an entity: those its annotations imply and those it lists, without addresses that must not be
 * followed, each address once.
 *
 * @param options - `page`: path of the entity's own page
 */
export function listEntityLinks(
  entity: Entity,
  options: { page: string },
): EntityLink[] {
  const file = safeUrl(annotation(entity, 'backstage.io/view-url'));
  const links = [
    ...sourceLinks(entity),
    ...portalLinks(entity, options.page),
    ...ownLinks(entity),
    ...(file
      ? [{ title: 'Catalog file', href: file, target: 'file' as const }]
      : []),
  ];
  return links.filter(
    (link, index) =>
      links.findIndex(({ href }) => href === link.href) === index,
  );
}
