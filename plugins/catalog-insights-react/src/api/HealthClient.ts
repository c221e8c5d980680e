import { parseEntityRef } from '@backstage/catalog-model';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import type {
  EntityHealth,
  HealthHistory,
  HealthRollUp,
} from '@fairway/plugin-health-common';
import type { HealthApi } from './HealthApi';
import { PluginRequest } from './PluginRequest';

function pathOf(...parts: string[]): string {
  return parts.map(encodeURIComponent).join('/');
}

/** The scope under which all that belongs to an entity is added up, by the entity's kind. */
const scopes: Record<string, string> = {
  group: 'owner',
  user: 'owner',
  system: 'system',
  domain: 'domain',
};

/** Speaks to the health backend. */
export class HealthClient implements HealthApi {
  readonly #request: PluginRequest;

  private constructor(request: PluginRequest) {
    this.#request = request;
  }

  static create(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    return new HealthClient(
      PluginRequest.create({ ...options, plugin: 'health' }),
    );
  }

  getHealth(entityRef: string, options?: { signal?: AbortSignal }) {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    return this.#request.json<EntityHealth>(
      `/entities/${pathOf(kind, namespace, name)}`,
      options?.signal,
    );
  }

  getHistory(
    entityRef: string,
    options?: { signal?: AbortSignal; limit?: number; cursor?: string },
  ) {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const search = new URLSearchParams();
    if (options?.limit) search.set('limit', String(options.limit));
    if (options?.cursor) search.set('cursor', options.cursor);
    return this.#request.json<HealthHistory>(
      `/entities/${pathOf(kind, namespace, name)}/history?${search}`,
      options?.signal,
    );
  }

  getRollUp(entityRef: string, options?: { signal?: AbortSignal }) {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    return this.#request.json<HealthRollUp>(
      `/scopes/${pathOf(scopes[kind] ?? kind, kind, namespace, name)}`,
      options?.signal,
    );
  }
}
