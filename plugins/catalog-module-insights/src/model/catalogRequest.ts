import { parseEntityRef } from '@backstage/catalog-model';
import type {
  EntityFilterQuery,
  QueryEntitiesRequest,
} from '@backstage/catalog-client';
import type { CatalogView, FacetFilter } from './catalogView';

/** Rows on one page of the catalog. */
export const pageSize = 20;

/** Where each filter's value stands in an entity. */
export const facetFields: Record<FacetFilter, string> = {
  type: 'spec.type',
  owner: 'relations.ownedBy',
  system: 'relations.partOf',
  lifecycle: 'spec.lifecycle',
  tag: 'metadata.tags',
};

/** What a row needs of an entity. */
const fields = ['kind', 'metadata', 'relations', 'spec.type', 'spec.lifecycle'];

/** Who is asking: what "mine" and "starred" mean. */
export interface Viewer {
  /** References of the person and all their teams. */
  ownershipRefs: string[];
  starredRefs: string[];
}

function starredOfKind(view: CatalogView, viewer: Viewer) {
  return viewer.starredRefs
    .map(ref => parseEntityRef(ref))
    .filter(({ kind }) => kind === view.kind);
}

function toFilter(view: CatalogView, viewer: Viewer): EntityFilterQuery {
  const set: Record<string, string | string[]> = { kind: view.kind };
  for (const [name, field] of Object.entries(facetFields)) {
    const value = view[name as FacetFilter];
    if (value) set[field] = value;
  }
  if (view.whose === 'starred') {
    return starredOfKind(view, viewer).map(({ namespace, name }) => ({
      ...set,
      'metadata.namespace': namespace,
      'metadata.name': name,
    }));
  }
  if (view.whose === 'mine' && !view.owner) {
    set['relations.ownedBy'] = viewer.ownershipRefs;
  }
  return set;
}

/** True where nothing can match, so that there is nothing to ask. */
export function matchesNothing(view: CatalogView, viewer: Viewer): boolean {
  const { ownershipRefs } = viewer;
  if (view.whose === 'starred') {
    return starredOfKind(view, viewer).length === 0;
  }
  if (view.whose === 'mine') {
    return view.owner
      ? !ownershipRefs.includes(view.owner)
      : ownershipRefs.length === 0;
  }
  return false;
}

/** The question to the catalog for one page of a view. */
export function toRequest(
  view: CatalogView,
  viewer: Viewer,
): QueryEntitiesRequest {
  if (view.cursor) {
    return { cursor: view.cursor, limit: pageSize, fields };
  }
  return {
    filter: toFilter(view, viewer),
    fullTextFilter: view.text
      ? {
          term: view.text,
          fields: ['metadata.name', 'metadata.title', 'metadata.description'],
        }
      : undefined,
    orderFields: [{ field: 'metadata.name', order: view.order }],
    limit: pageSize,
    fields,
  };
}
