import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type {
  DeliveryState,
  StateAnswer,
} from '@fairway/plugin-metrics-common';

/** So many entities, and so many branches, are asked about at once. */
const ENTITIES_AT_ONCE = 100;
const TIMEOUT_MILLISECONDS = 30_000;

interface Options {
  auth: AuthService;
  discovery: DiscoveryService;
}

/**
 * Asks the metrics plugin what is there now of entities' delivery, as the plugin that it is used in.
 *
 * @public
 */
export class DeliveryStateClient {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): DeliveryStateClient {
    return new DeliveryStateClient(options);
  }

  /**
   * The states of those of the entities that anything is bound to.
   *
   * @param branches - at most 20: whose CI runs are wanted
   * @throws Error where the plugin does not answer
   */
  async states(asked: {
    entityRefs: string[];
    branches?: string[];
    signal: AbortSignal;
  }): Promise<Map<string, DeliveryState>> {
    const { entityRefs, branches = [], signal } = asked;
    const states = new Map<string, DeliveryState>();
    for (let start = 0; start < entityRefs.length; start += ENTITIES_AT_ONCE) {
      const { items } = await this.#ask(
        {
          entityRefs: entityRefs.slice(start, start + ENTITIES_AT_ONCE),
          branches,
        },
        signal,
      );
      for (const state of items) states.set(state.entityRef, state);
    }
    return states;
  }

  async #ask(body: object, signal: AbortSignal): Promise<StateAnswer> {
    const { auth, discovery } = this.#options;
    const [base, { token }] = await Promise.all([
      discovery.getBaseUrl('metrics'),
      auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: 'metrics',
      }),
    ]);
    const response = await fetch(`${base}/state`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
      signal: AbortSignal.any([
        signal,
        AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      ]),
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return (await response.json()) as StateAnswer;
  }
}
