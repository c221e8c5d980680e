import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { toError } from '@backstage/errors';
import type { EventParams } from '@backstage/plugin-events-node';
import {
  type AcceptedDelivery,
  type Fact,
  type FillContext,
  type IncomingDelivery,
  type MetricsSource,
  type ProjectBinding,
  type ReconcileContext,
  readJson,
  type StoredDelivery,
} from '@fairway/plugin-metrics-node';
import { GithubClients } from './client/GithubClients';
import { factsOfDelivery } from './facts/factsOfDelivery';
import { projectsOf } from './projects/projectsOf';
import { type GithubConfig, readGithubConfig } from './readGithubConfig';
import { GithubReconciler } from './reconcile/GithubReconciler';
import { acceptDelivery } from './webhook/acceptDelivery';

/** GitHub as a source of delivery facts: its webhook, and its API where the webhook told nothing. */
export class GithubSource implements MetricsSource {
  readonly id = 'github';
  readonly title = 'GitHub';
  readonly #config: GithubConfig;
  readonly #clients: GithubClients;
  readonly #reconciler: GithubReconciler;
  readonly #logger: LoggerService;
  readonly #toldOf = new Set<string>();
  /** A delivery is read for its facts and again for its events. */
  readonly #payloads = new WeakMap<StoredDelivery, unknown>();

  private constructor(options: {
    config: GithubConfig;
    clients: GithubClients;
    logger: LoggerService;
  }) {
    this.#config = options.config;
    this.#clients = options.clients;
    this.#logger = options.logger;
    this.#reconciler = GithubReconciler.create(options);
  }

  /** @throws InputError with the path of a key that is missing or wrong */
  static fromConfig(
    config: Config,
    { logger }: { logger: LoggerService },
  ): GithubSource {
    return new GithubSource({
      config: readGithubConfig(config),
      clients: GithubClients.fromConfig(config, { logger }),
      logger,
    });
  }

  accept(delivery: IncomingDelivery): AcceptedDelivery {
    return acceptDelivery(delivery, this.#config.webhookSecrets);
  }

  toFacts(delivery: StoredDelivery): Fact[] {
    return factsOfDelivery(
      delivery.topic,
      this.#payloadOf(delivery),
      this.#config,
    );
  }

  /** As Backstage's own webhook route hands them on: all under `github`, and each under the name of its event. */
  toEvents(delivery: StoredDelivery): EventParams[] {
    const event = {
      eventPayload: this.#payloadOf(delivery),
      metadata: delivery.headers,
    };
    return [
      { topic: 'github', ...event },
      { topic: `github.${delivery.topic}`, ...event },
    ];
  }

  projectsOf(entity: Entity): ProjectBinding[] {
    try {
      return projectsOf(entity, {
        ...this.#config,
        isKnownHost: host => this.#clients.isKnownHost(host),
      });
    } catch (error) {
      // The catalog is read every minute; once is enough to be told.
      const { message } = toError(error);
      if (!this.#toldOf.has(message)) this.#logger.warn(message);
      this.#toldOf.add(message);
      return [];
    }
  }

  async reconcile(context: ReconcileContext): Promise<void> {
    await this.#reconciler.reconcile(context);
  }

  async fill(context: FillContext): Promise<void> {
    await this.#reconciler.fill(context);
  }

  #payloadOf(delivery: StoredDelivery): unknown {
    if (!this.#payloads.has(delivery))
      this.#payloads.set(delivery, readJson(delivery.body));
    return this.#payloads.get(delivery);
  }
}
