import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import type {
  DistributionAnswer,
  EvidenceAnswer,
  ManyAnswer,
  MetricsAnswer,
  SeriesAnswer,
} from '@fairway/plugin-metrics-common';
import type { MetricsApi, QuestionOptions } from './MetricsApi';

type Question<Name extends keyof MetricsApi> = Parameters<MetricsApi[Name]>[0];

/** Kinds that stand for what belongs to them, and the word for them in an address. */
const levels: Record<string, string> = {
  group: 'owner',
  system: 'system',
  domain: 'domain',
};

function pathOf(scope: string): string {
  if (scope === 'organisation') return '/organisation';
  const { kind, namespace, name } = parseEntityRef(scope);
  const level = levels[kind.toLocaleLowerCase('en-US')];
  const parts = level
    ? ['scopes', level, namespace, name]
    : ['entities', kind, namespace, name];
  return `/${parts.map(encodeURIComponent).join('/')}`;
}

function queryOf(values: Record<string, unknown>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) search.set(name, String(value));
  }
  return search.toString();
}

/** Speaks to the metrics backend. */
export class MetricsClient implements MetricsApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async figures(
    { scope, ...asked }: Question<'figures'>,
    options?: QuestionOptions,
  ): Promise<MetricsAnswer> {
    return this.#request(`${pathOf(scope)}?${queryOf(asked)}`, options);
  }

  async many(
    question: Question<'many'>,
    options?: QuestionOptions,
  ): Promise<ManyAnswer> {
    return this.#request('/query', {
      ...options,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(question),
    });
  }

  async series(
    { scope, ...asked }: Question<'series'>,
    options?: QuestionOptions,
  ): Promise<SeriesAnswer> {
    return this.#request(`${pathOf(scope)}/series?${queryOf(asked)}`, options);
  }

  async distribution(
    { scope, ...asked }: Question<'distribution'>,
    options?: QuestionOptions,
  ): Promise<DistributionAnswer> {
    return this.#request(
      `${pathOf(scope)}/distribution?${queryOf(asked)}`,
      options,
    );
  }

  async evidence(
    { scope, ...asked }: Question<'evidence'>,
    options?: QuestionOptions,
  ): Promise<EvidenceAnswer> {
    return this.#request(
      `${pathOf(scope)}/evidence?${queryOf(asked)}`,
      options,
    );
  }

  async #request<T>(path: string, init?: RequestInit): Promise<T> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('metrics');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
