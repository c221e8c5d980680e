/** What the catalog page shows. All of it stands in the address, so that a link shows the same. */
export interface CatalogView {
  whose: 'all' | 'mine' | 'starred';
  kind: string;
  type?: string;
  owner?: string;
  system?: string;
  lifecycle?: string;
  tag?: string;
  /** Looked for in names, titles and descriptions. */
  text: string;
  order: 'asc' | 'desc';
  /** Where a page after the first one begins. */
  cursor?: string;
}

/** Filters with a value of their own, by the name they have in the address. */
export const facetFilters = [
  'type',
  'owner',
  'system',
  'lifecycle',
  'tag',
] as const;

/** Name of a filter that has a value of its own. */
export type FacetFilter = (typeof facetFilters)[number];

/** The kinds that can be looked at, in the order in which they are offered. */
export const kinds = [
  { kind: 'component', one: 'component', many: 'components' },
  { kind: 'api', one: 'API', many: 'APIs' },
  { kind: 'system', one: 'system', many: 'systems' },
  { kind: 'domain', one: 'domain', many: 'domains' },
  { kind: 'resource', one: 'resource', many: 'resources' },
  { kind: 'template', one: 'path', many: 'paths' },
  { kind: 'group', one: 'team', many: 'teams' },
  { kind: 'user', one: 'person', many: 'people' },
];

/** How a kind is called. A kind that nobody thought of is called by its own name. */
export function nameKind(kind: string): { one: string; many: string } {
  return (
    kinds.find(known => known.kind === kind) ?? { one: kind, many: `${kind}s` }
  );
}

const whoseValues = ['mine', 'starred'] as const;

/** Reads the address. What is not understood is left out. */
export function parseView(
  search: URLSearchParams,
  defaultKind = 'component',
): CatalogView {
  const text = (name: string) => search.get(name)?.trim() || undefined;
  const view: CatalogView = {
    whose: whoseValues.find(value => value === search.get('whose')) ?? 'all',
    kind: text('kind')?.toLowerCase() ?? defaultKind,
    text: text('q') ?? '',
    order: search.get('order') === 'desc' ? 'desc' : 'asc',
    cursor: text('cursor'),
  };
  for (const name of facetFilters) {
    view[name] = text(name);
  }
  return view;
}

/** Writes the address, without what is so anyway. */
export function formatView(
  view: CatalogView,
  defaultKind = 'component',
): URLSearchParams {
  const search = new URLSearchParams();
  const put = (name: string, value: string | undefined) =>
    value && search.set(name, value);
  put('whose', view.whose === 'all' ? undefined : view.whose);
  put('kind', view.kind === defaultKind ? undefined : view.kind);
  facetFilters.forEach(name => put(name, view[name]));
  put('q', view.text);
  put('order', view.order === 'asc' ? undefined : view.order);
  put('cursor', view.cursor);
  return search;
}

/**
 * The view after a change: it begins at its first page again, unless the page is what changed, and another kind
 * drops the values that only the kind before had.
 */
export function changeView(
  view: CatalogView,
  change: Partial<CatalogView>,
): CatalogView {
  const kept =
    change.kind && change.kind !== view.kind
      ? { whose: view.whose, text: view.text, order: view.order }
      : view;
  return { kind: view.kind, ...kept, cursor: undefined, ...change };
}

/** How many filters are set, besides the kind. */
export function countFilters(view: CatalogView): number {
  const set = facetFilters.filter(name => view[name]).length;
  return set + (view.text ? 1 : 0) + (view.whose === 'all' ? 0 : 1);
}

/** The change that takes every filter away. */
export const cleared: Partial<CatalogView> = {
  whose: 'all',
  text: '',
  type: undefined,
  owner: undefined,
  system: undefined,
  lifecycle: undefined,
  tag: undefined,
};
