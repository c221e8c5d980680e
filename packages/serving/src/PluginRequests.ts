import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { NotFoundError, ResponseError } from '@backstage/errors';

const TIMEOUT_MILLISECONDS = 30_000;

/** Asks other plugins of this backend, as this one. */
export class PluginRequests {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  private constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): PluginRequests {
    return new PluginRequests(options);
  }

  /**
   * @throws NotFoundError where the plugin is not there
   * @throws ResponseError where it answers with anything else than success
   */
  async ask<T>(options: {
    plugin: string;
    path: string;
    body?: object;
    signal: AbortSignal;
  }): Promise<T> {
    const { plugin, path, body, signal } = options;
    const [base, { token }] = await Promise.all([
      this.#discovery.getBaseUrl(plugin),
      this.#auth.getPluginRequestToken({
        onBehalfOf: await this.#auth.getOwnServiceCredentials(),
        targetPluginId: plugin,
      }),
    ]);
    const response = await fetch(`${base}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.any([
        signal,
        AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      ]),
    });
    if (response.status === 404)
      throw new NotFoundError(`There is no plugin ${plugin}`);
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response.json() as Promise<T>;
  }
}
