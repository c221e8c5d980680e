import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import type {
  ComponentsAnswer,
  FacetAnswer,
  FacetField,
  TotalAnswer,
  UnownedAnswer,
} from '@fairway/plugin-catalog-insights-common';
import type { ListApi, ListFilters, ListQuery } from './ListApi';
import { PluginRequest } from './PluginRequest';
import { writeQuery } from './writeQuery';

/** Speaks to the catalog's own list. */
export class ListClient implements ListApi {
  readonly #request: PluginRequest;

  private constructor(request: PluginRequest) {
    this.#request = request;
  }

  static create(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    return new ListClient(
      PluginRequest.create({ ...options, plugin: 'catalog' }),
    );
  }

  list(query: ListQuery, options?: { signal?: AbortSignal }) {
    return this.#request.json<ComponentsAnswer>(
      `/insights/components?${writeQuery(query)}`,
      options?.signal,
    );
  }

  count(
    filters: ListFilters,
    options?: { signal?: AbortSignal; exact?: boolean },
  ) {
    const query = writeQuery({ ...filters, exact: options?.exact });
    return this.#request.json<TotalAnswer>(
      `/insights/components/total?${query}`,
      options?.signal,
    );
  }

  async facet(
    field: FacetField,
    filters: ListFilters,
    options?: { signal?: AbortSignal },
  ) {
    const { items } = await this.#request.json<FacetAnswer>(
      `/insights/facets?${writeQuery({ field, ...filters })}`,
      options?.signal,
    );
    return items;
  }

  async csv(query: Omit<ListQuery, 'limit' | 'cursor'>) {
    const response = await this.#request.get(
      `/insights/components.csv?${writeQuery(query)}`,
    );
    return response.blob();
  }

  listUnowned(options?: { signal?: AbortSignal; cursor?: string }) {
    return this.#request.json<UnownedAnswer>(
      `/insights/unowned?${writeQuery({ cursor: options?.cursor })}`,
      options?.signal,
    );
  }
}
