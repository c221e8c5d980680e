import { setTimeout as wait } from 'node:timers/promises';
import { parseEntityRef } from '@backstage/catalog-model';
import type {
  ChangesAnswer,
  DeliveryHistory,
  HistoryAnswer,
} from '@fairway/plugin-metrics-common';
import type { PluginRequests } from '@fairway/serving';
import type { DatabaseDeliveryStore } from '../facts/DatabaseDeliveryStore';
import type { DeliveryFact } from '../facts/facts';
import type { DatabaseSourceStore } from './DatabaseSourceStore';

const METRICS = 'metrics';
const SERVICES_AT_ONCE = 50;
const REST_MILLISECONDS = 20;
/** For so long after it was made a service is asked about in every round, until it is in production. */
const ON_THE_WAY_MILLISECONDS = 30 * 24 * 60 * 60_000;
/** Scopes that are sums of services. */
const SUMS = new Set(['group', 'user', 'system', 'domain']);

interface Options {
  requests: PluginRequests;
  deliveries: DatabaseDeliveryStore;
  sources: DatabaseSourceStore;
  branches: string[];
  now(): number;
  onFacts(): void;
}

const moment = (text: string | undefined) =>
  text === undefined ? undefined : Date.parse(text);

const factOf = ({ entityRef, first, days }: DeliveryHistory): DeliveryFact => ({
  entityRef,
  ciAt: moment(first.ci),
  stagingAt: moment(first.staging),
  productionAt: moment(first.production),
  days,
});

const isService = (scope: string): boolean =>
  scope.includes(':') && !SUMS.has(parseEntityRef(scope).kind);

/**
 * Asks the metrics plugin what came of services' delivery: of those whose figures have changed there, of new ones, and of
 * those that are on the way to production.
 */
export class DeliveryFollower {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): DeliveryFollower {
    return new DeliveryFollower(options);
  }

  async round(signal: AbortSignal): Promise<void> {
    const { deliveries, sources, now } = this.#options;
    const startedAt = now();
    const position = Number((await sources.position(METRICS)) ?? 0);
    const changes = await this.#changesSince(position, signal);
    // Kept before the position is: what is lost on the way is only asked for once more.
    await deliveries.markDue([
      ...changes.refs,
      ...(await deliveries.onTheWay(startedAt - ON_THE_WAY_MILLISECONDS)),
    ]);
    for (;;) {
      const due = await deliveries.due(SERVICES_AT_ONCE);
      if (!due.length) break;
      const { items } = await this.#options.requests.ask<HistoryAnswer>({
        plugin: METRICS,
        path: '/history',
        body: {
          entityRefs: due.map(({ entityRef }) => entityRef),
          branches: this.#options.branches,
        },
        signal,
      });
      await deliveries.record(items.map(factOf));
      await deliveries.settle(due);
      this.#options.onFacts();
      await wait(REST_MILLISECONDS, undefined, { signal });
    }
    await sources.succeeded(METRICS, {
      completeTo: startedAt,
      position: String(changes.revision),
    });
  }

  async #changesSince(
    since: number,
    signal: AbortSignal,
  ): Promise<{ refs: string[]; revision: number }> {
    const refs = new Set<string>();
    let revision = since;
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams(
        cursor ? { cursor } : { since: String(since) },
      );
      const page: ChangesAnswer = await this.#options.requests.ask({
        ...{ plugin: METRICS, path: `/changes?${query}`, signal },
      });
      for (const { scope } of page.items) if (isService(scope)) refs.add(scope);
      revision = Math.max(revision, page.revision);
      cursor = page.nextCursor;
    } while (cursor);
    return { refs: [...refs], revision };
  }
}
