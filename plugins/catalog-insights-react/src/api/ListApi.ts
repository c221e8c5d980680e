import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  ComponentSort,
  ComponentsAnswer,
  FacetField,
  FacetValue,
  Figure,
  TotalAnswer,
  UnownedAnswer,
} from '@fairway/plugin-catalog-insights-common';
import type { HealthStatus } from '@fairway/plugin-health-common';

/**
 * What the list is narrowed down to; of several values of one filter any will do. A figure is narrowed down to a range
 * in the list's units, `3600..86400`, either end of which may be left open, or to `none`, what has no value.
 *
 * @public
 */
export interface ListFilters extends Partial<Record<Figure, string>> {
  kind: string;
  /** Looked for in names, titles and descriptions. */
  q?: string;
  owner?: string[];
  system?: string[];
  lifecycle?: string[];
  type?: string[];
  tag?: string[];
  health?: HealthStatus[];
  /** Made on a golden path or not. */
  path?: 'on' | 'off';
  /** Only what the reader or a team of theirs owns. */
  owned?: 'me';
  /** Only these. */
  ref?: string[];
}

/** @public */
export interface ListQuery extends ListFilters {
  sort: ComponentSort;
  order: 'asc' | 'desc';
  limit: number;
  cursor?: string;
}

/** @public */
export interface ListOptions {
  signal?: AbortSignal;
}

/**
 * The catalog's list with health and delivery: sorted, filtered and counted by the server, as far as the reader may
 * see. Refusals are `ResponseError`s.
 *
 * @public
 */
export interface ListApi {
  list(query: ListQuery, options?: ListOptions): Promise<ComponentsAnswer>;
  /** Counts up to a limit of the server's, unless told to count to the end. */
  count(
    filters: ListFilters,
    options?: ListOptions & { exact?: boolean },
  ): Promise<TotalAnswer>;
  /** The values that a field has among what passes the filters, its own aside. */
  facet(
    field: FacetField,
    filters: ListFilters,
    options?: ListOptions,
  ): Promise<FacetValue[]>;
  /** All that passes the filters, as CSV. */
  csv(query: Omit<ListQuery, 'limit' | 'cursor'>): Promise<Blob>;
  /** What has no owner, or one without anybody in it. */
  listUnowned(
    options?: ListOptions & { cursor?: string },
  ): Promise<UnownedAnswer>;
}

/** @public */
export const listApiRef = createApiRef<ListApi>().with({
  id: 'plugin.catalog.insights.list',
  pluginId: 'catalog',
});
