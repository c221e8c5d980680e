import { ResponseError } from '@backstage/errors';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { readRefusal } from '../model/refusal';
import type {
  CreateRequest,
  CreateServiceApi,
  NameAnswer,
  Run,
  RunsPage,
  RunsQuery,
} from './CreateServiceApi';

/** Statuses by which the check says no to what was asked, rather than that it can't answer. */
const refusals = new Set([400, 403, 409, 422]);

/** Speaks to the scaffolder's own routes and to those that Fairway's module adds to it. */
export class CreateServiceClient implements CreateServiceApi {
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
    return new CreateServiceClient(options);
  }

  async checkName(name: string, signal?: AbortSignal): Promise<NameAnswer> {
    return this.#request(`/fairway/names/${encodeURIComponent(name)}`, {
      signal,
    });
  }

  async check(request: CreateRequest, signal?: AbortSignal): Promise<void> {
    await this.#request('/fairway/check', { body: request, signal });
  }

  async create(
    request: CreateRequest & { secrets?: Record<string, string> },
    idempotencyKey: string,
  ): Promise<{ taskId: string }> {
    const { id } = await this.#request<{ id: string }>('/v2/tasks', {
      body: request,
      headers: { 'Idempotency-Key': idempotencyKey },
    });
    return { taskId: id };
  }

  async listRuns(query: RunsQuery, signal?: AbortSignal): Promise<RunsPage> {
    const parameters = new URLSearchParams({
      limit: String(query.limit),
      offset: String(query.offset),
      order: 'desc:created_at',
    });
    if (query.createdBy) parameters.set('createdBy', query.createdBy);
    for (const status of query.status ?? []) {
      parameters.append('status', status);
    }
    const { tasks, totalTasks } = await this.#request<{
      tasks: Run[];
      totalTasks?: number;
    }>(`/v2/tasks?${parameters}`, { signal });
    return { runs: tasks, total: totalTasks ?? tasks.length };
  }

  async tasksUrl(): Promise<string> {
    return `${await this.#discoveryApi.getBaseUrl('scaffolder')}/v2/tasks`;
  }

  async #request<T>(
    path: string,
    options: {
      body?: unknown;
      headers?: Record<string, string>;
      signal?: AbortSignal;
    },
  ): Promise<T> {
    const { body, headers, signal } = options;
    const baseUrl = await this.#discoveryApi.getBaseUrl('scaffolder');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      signal,
      ...(body !== undefined && {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    });
    if (response.ok) return response.json();
    if (body !== undefined && refusals.has(response.status)) {
      const answer = await response.json().catch(() => undefined);
      throw readRefusal(response.status, answer);
    }
    throw await ResponseError.fromResponse(response);
  }
}
