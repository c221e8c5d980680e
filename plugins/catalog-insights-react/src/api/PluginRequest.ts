import { ResponseError } from '@backstage/errors';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';

/**
 * Asks the backend of one plugin; what it refuses is thrown as a `ResponseError`.
 *
 * @public
 */
export class PluginRequest {
  readonly #plugin: string;
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  private constructor(options: {
    plugin: string;
    discoveryApi: DiscoveryApi;
    fetchApi: FetchApi;
  }) {
    this.#plugin = options.plugin;
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  static create(options: {
    plugin: string;
    discoveryApi: DiscoveryApi;
    fetchApi: FetchApi;
  }) {
    return new PluginRequest(options);
  }

  async get(path: string, signal?: AbortSignal): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl(this.#plugin);
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }

  async json<T>(path: string, signal?: AbortSignal): Promise<T> {
    const response = await this.get(path, signal);
    return response.json();
  }
}
