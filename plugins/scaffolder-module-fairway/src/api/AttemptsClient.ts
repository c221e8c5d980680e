import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import type { AttemptBody } from '@fairway/plugin-adoption-common';
import type { AttemptsApi } from './AttemptsApi';

/** Tells the adoption backend. */
export class AttemptsClient implements AttemptsApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  private constructor(options: {
    discoveryApi: DiscoveryApi;
    fetchApi: FetchApi;
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  static create(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    return new AttemptsClient(options);
  }

  async record(attempt: AttemptBody): Promise<void> {
    try {
      const baseUrl = await this.#discoveryApi.getBaseUrl('adoption');
      await this.#fetchApi.fetch(`${baseUrl}/attempts`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(attempt),
        // The page is left as soon as the run has started.
        keepalive: true,
      });
    } catch {
      // Nobody who creates something is to be bothered with how that is counted; runs are known without it too.
    }
  }
}
