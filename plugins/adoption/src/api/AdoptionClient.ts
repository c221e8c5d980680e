import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import {
  MOST_ROWS_PER_PAGE,
  type DashboardQuery,
  type RowsAnswer,
} from '@fairway/plugin-adoption-common';
import { PluginRequest } from '@fairway/plugin-catalog-insights-react';
import type {
  AdoptionApi,
  DashboardAnswers,
  RowList,
  RowLists,
} from './AdoptionApi';

/** More rows than that are no file that a person opens. */
const MOST_PAGES = 100;

const rowPaths: Record<RowList, string> = {
  attempts: '/attempts',
  deploys: '/deploys',
  services: '/services/rows',
  delivery: '/delivery/rows',
};

function addressOf(path: string, query: object): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value));
  }
  return `${path}?${search}`;
}

/** Speaks to the adoption backend. */
export class AdoptionClient implements AdoptionApi {
  readonly #request: PluginRequest;

  private constructor(request: PluginRequest) {
    this.#request = request;
  }

  static create(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    return new AdoptionClient(
      PluginRequest.create({ ...options, plugin: 'adoption' }),
    );
  }

  dashboard<Part extends keyof DashboardAnswers>(
    part: Part,
    query: DashboardQuery,
    options?: { signal?: AbortSignal },
  ) {
    return this.#request.json<DashboardAnswers[Part]>(
      addressOf(`/${part}`, query),
      options?.signal,
    );
  }

  async dashboardCsv(part: keyof DashboardAnswers, query: DashboardQuery) {
    return (await this.#csv(`/${part}`, query)).text();
  }

  rows<List extends RowList>(
    list: List,
    query: RowLists[List]['query'],
    options?: { signal?: AbortSignal },
  ) {
    return this.#request.json<RowsAnswer<RowLists[List]['row']>>(
      addressOf(rowPaths[list], query),
      options?.signal,
    );
  }

  async rowsCsv<List extends RowList>(
    list: List,
    query: RowLists[List]['query'],
  ) {
    const pages: string[] = [];
    let cursor: string | undefined;
    do {
      const page = { ...query, limit: MOST_ROWS_PER_PAGE, cursor };
      const response = await this.#csv(rowPaths[list], page);
      const text = await response.text();
      // Each page begins with the header.
      pages.push(cursor ? text.slice(text.indexOf('\n') + 1) : text);
      cursor = response.headers.get('x-next-cursor') ?? undefined;
    } while (cursor && pages.length < MOST_PAGES);
    return pages.join('');
  }

  #csv(path: string, query: object): Promise<Response> {
    return this.#request.get(addressOf(path, { ...query, format: 'csv' }));
  }
}
