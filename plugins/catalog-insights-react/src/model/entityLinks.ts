import { getCompoundEntityRef, type Entity } from '@backstage/catalog-model';
import { safeUrl } from '@fairway/look';
import { entityPath } from './entityPath';
import { fillPattern, type LinkPatterns } from './linkPatterns';

/**
 * What a link leads to, which decides its icon.
 *
 * @public
 */
export type LinkTarget =
  | 'source'
  | 'ci'
  | 'docs'
  | 'kubernetes'
  | 'runbook'
  | 'onCall'
  | 'logs'
  | 'metrics'
  | 'traces'
  | 'file'
  | 'other';

/**
 * One link of an entity.
 *
 * @public
 */
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

/** Where the running service is watched: an annotation says so of one, a pattern of all that say nothing of their own. */
const watched = [
  { name: 'fairway/logs-url', title: 'Logs', target: 'logs' },
  { name: 'fairway/metrics-url', title: 'Metrics', target: 'metrics' },
  { name: 'fairway/traces-url', title: 'Traces', target: 'traces' },
  { name: 'fairway/runbook-url', title: 'Runbook', target: 'runbook' },
  { name: 'fairway/on-call-url', title: 'On call', target: 'onCall' },
] as const;

function watchedLinks(
  entity: Entity,
  own: EntityLink[],
  patterns: LinkPatterns,
): EntityLink[] {
  return watched.flatMap(({ name, title, target }) => {
    const said = annotation(entity, name);
    const pattern = own.some(link => link.target === target)
      ? undefined
      : patterns[target];
    const href = safeUrl(
      said ?? (pattern ? fillPattern(pattern, entity) : undefined),
    );
    return href ? [{ title, href, target }] : [];
  });
}

const targetWords: [LinkTarget, RegExp][] = [
  ['runbook', /runbook/i],
  ['onCall', /on.?call|pager/i],
  ['logs', /\blogs?\b/i],
  ['metrics', /metrics|grafana|dashboard/i],
  ['traces', /trac(es|ing)/i],
  ['docs', /docs|documentation/i],
  ['source', /source/i],
];

function guessTarget(words: string): LinkTarget {
  return targetWords.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';
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
    // The title says more than an icon, of which there are few.
    const said = guessTarget([type, title].join(' '));
    const target = said === 'other' ? guessTarget(icon ?? '') : said;
    return [{ title: title ?? url, href, target }];
  });
}

/**
 * All links of an entity: those its annotations imply, those it lists, and those that the configured patterns make for it,
 * without addresses that must not be followed, each address once. What a record says itself wins over a pattern.
 *
 * @param patterns - where logs, metrics and so on of components stand; `useEntityLinks` knows those that are configured
 * @public
 */
export function listEntityLinks(
  entity: Entity,
  patterns: LinkPatterns,
): EntityLink[] {
  const page = entityPath(getCompoundEntityRef(entity));
  const file = safeUrl(annotation(entity, 'backstage.io/view-url'));
  const own = ownLinks(entity);
  const links = [
    ...sourceLinks(entity),
    ...portalLinks(entity, page),
    ...watchedLinks(entity, own, patterns),
    ...own,
    ...(file
      ? [{ title: 'Catalog file', href: file, target: 'file' as const }]
      : []),
  ];
  return links.filter(
    (link, index) =>
      links.findIndex(({ href }) => href === link.href) === index,
  );
}
