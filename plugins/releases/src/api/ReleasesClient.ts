import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import type {
  EntityReleases,
  PromotionRequest,
  PromotionStarted,
} from '@fairway/plugin-releases-common';
import type { ReleasesApi } from './ReleasesApi';

/** Speaks to the releases backend. */
export class ReleasesClient implements ReleasesApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async getReleases(
    entityRef: string,
    options?: { signal?: AbortSignal },
  ): Promise<EntityReleases> {
    return this.#request(pathOf(entityRef), options);
  }

  async promote(
    entityRef: string,
    request: PromotionRequest,
  ): Promise<PromotionStarted> {
    return this.#request(`${pathOf(entityRef)}/promotions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
  }

  async #request<T>(path: string, init?: RequestInit): Promise<T> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('releases');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}

function pathOf(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/entities/${[kind, namespace, name].map(encodeURIComponent).join('/')}`;
}
