import {
  COMPONENT_SORTS,
  FIGURES,
  type ComponentSort,
} from '@fairway/plugin-catalog-insights-common';
import type { HealthStatus } from '@fairway/plugin-health-common';
import { columnIds, type ColumnId } from './columns';
import {
  figureColumns,
  formatFigureFilter,
  parseFigureFilter,
  type FigureFilters,
} from './figureFilter';
import { firstOrder } from './sorting';

/** Filters with values of their own, by the name they have in the address. Of several values any will do. */
export const facetFilters = [
  'type',
  'owner',
  'system',
  'lifecycle',
  'tag',
] as const;

/** Name of a filter that has values of its own. */
export type FacetFilter = (typeof facetFilters)[number];

/** What the catalog page shows. All of it stands in the address, so that a link shows the same. */
export interface CatalogView extends Record<FacetFilter, string[]> {
  whose: 'all' | 'mine' | 'starred';
  kind: string;
  health?: HealthStatus;
  /** By the name of a figure, what it is narrowed down to. */
  figures: FigureFilters;
  /** Looked for in names, titles and descriptions. */
  text: string;
  sort: ComponentSort;
  order: 'asc' | 'desc';
  /** The columns that were chosen; without a choice, those that fit. */
  columns?: ColumnId[];
  /** Where a page after the first one begins. */
  cursor?: string;
}

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

/** Whose things can be looked at, besides everybody's. */
export const whoseValues = ['mine', 'starred'] as const;
/** The health that can be looked for, the worst first. */
export const healthValues = [
  'unhealthy',
  'degraded',
  'healthy',
  'unknown',
] as const;

function parseFigures(search: URLSearchParams, kind: string): FigureFilters {
  return Object.fromEntries(
    figureColumns(kind).flatMap(({ id }) => {
      const filter = parseFigureFilter(search.get(id)?.trim() ?? '');
      return filter ? [[id, filter]] : [];
    }),
  );
}

/** Reads the address. What is not understood is left out. */
export function parseView(
  search: URLSearchParams,
  defaultKind = 'component',
): CatalogView {
  const text = (name: string) => search.get(name)?.trim() || undefined;
  const many = (name: string) => [
    ...new Set(
      search
        .getAll(name)
        .map(value => value.trim())
        .filter(Boolean),
    ),
  ];
  const sort = COMPONENT_SORTS.find(field => field === text('sort')) ?? 'name';
  const order = text('order');
  const columns = columnIds.filter(id =>
    text('columns')?.split(',').includes(id),
  );
  const kind = text('kind')?.toLowerCase() ?? defaultKind;
  return {
    whose: whoseValues.find(value => value === search.get('whose')) ?? 'all',
    kind,
    type: many('type'),
    owner: many('owner'),
    system: many('system'),
    lifecycle: many('lifecycle'),
    tag: many('tag'),
    health: healthValues.find(value => value === text('health')),
    figures: parseFigures(search, kind),
    text: text('q') ?? '',
    sort,
    order: order === 'asc' || order === 'desc' ? order : firstOrder(sort),
    columns: columns.length > 0 ? columns : undefined,
    cursor: text('cursor'),
  };
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
  facetFilters.forEach(name =>
    view[name].forEach(value => search.append(name, value)),
  );
  put('health', view.health);
  FIGURES.forEach(name => {
    const filter = view.figures[name];
    put(name, filter && formatFigureFilter(filter));
  });
  put('q', view.text);
  put('sort', view.sort === 'name' ? undefined : view.sort);
  put('order', view.order === firstOrder(view.sort) ? undefined : view.order);
  put('columns', view.columns?.join(','));
  put('cursor', view.cursor);
  return search;
}

/** The change that takes every filter away. */
export const cleared = {
  whose: 'all',
  text: '',
  type: [],
  owner: [],
  system: [],
  lifecycle: [],
  tag: [],
  health: undefined,
  figures: {},
} satisfies Partial<CatalogView>;

/**
 * The view after a change: it begins at its first page again, unless the page is what changed, and another kind
 * drops the values that only the kind before had.
 */
export function changeView(
  view: CatalogView,
  change: Partial<CatalogView>,
): CatalogView {
  const { whose, text } = view;
  const kept =
    change.kind && change.kind !== view.kind
      ? { ...view, ...cleared, columns: undefined, whose, text }
      : view;
  return {
    ...kept,
    // Another page of the same rows keeps all else; any other change begins anew.
    cursor: 'columns' in change ? kept.cursor : undefined,
    ...change,
  };
}

/** How many filters are set, besides the kind. */
export function countFilters(view: CatalogView): number {
  const facets = facetFilters.filter(name => view[name].length > 0).length;
  const figures = FIGURES.filter(name => view.figures[name]).length;
  return (
    facets +
    figures +
    (view.text ? 1 : 0) +
    (view.health ? 1 : 0) +
    (view.whose === 'all' ? 0 : 1)
  );
}
