import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import { hasStatus } from '../client/hasStatus';
import { HANDED_ON, isGathered } from '../webhook/gatheredEvents';

/** GitHub keeps deliveries, and lets them be asked for again, for three days. */
const WINDOW = 3 * 24 * 60 * 60 * 1000;
/** Of an asking that did not help, the payload is taken from the list. */
const MOST_ASKED = 2;
const MOST_AT_ONCE = 200;
const ROUTE = '/api/metrics/ingest/github';

const itemSchema = z.object({
  id: z.number(),
  guid: z.string(),
  delivered_at: z.string(),
  status_code: z.number(),
  event: z.string(),
  action: z.string().nullish(),
});
type Item = z.infer<typeof itemSchema>;

interface Asked {
  times: number;
  /** The failure that was the newest when it was asked for again. */
  after: number;
}

/** What became of the deliveries that failed. */
export interface DeliveriesLeft {
  /** When the oldest was sent of those that have not arrived yet. */
  since?: Date;
  count: number;
}

/**
 * Finds deliveries of the organisation's webhook that failed, and asks for them again: GitHub never does by itself.
 *
 * @see https://docs.github.com/en/webhooks/using-webhooks/handling-failed-webhook-deliveries
 */
export class FailedDeliveries {
  readonly #logger: LoggerService;
  readonly #asked = new Map<string, Asked>();
  readonly #settled = new Set<string>();
  readonly #toldOf = new Set<string>();

  private constructor(logger: LoggerService) {
    this.#logger = logger;
  }

  static create(options: { logger: LoggerService }): FailedDeliveries {
    return new FailedDeliveries(options.logger);
  }

  async recover(options: {
    octokit: Octokit;
    organisation: string;
    now: Date;
    /** Which deliveries have arrived in the end, as after a restart only the inbox knows. */
    received(ids: string[]): Promise<ReadonlySet<string>>;
    /** Keeps the facts of a payload that could not be delivered. */
    record(event: string, payload: unknown): Promise<void>;
  }): Promise<DeliveriesLeft> {
    const { octokit, organisation: org, now } = options;
    const left: DeliveriesLeft = { count: 0 };
    for (const hook of await this.#hooks(octokit, org)) {
      const failures = await this.#failures(octokit, { org, hook, now });
      const received = await options.received(
        failures.map(({ guid }) => guid.toLowerCase()),
      );
      const failed = failures.filter(({ guid }) => {
        const here = received.has(guid.toLowerCase());
        if (here) this.#forget(guid);
        return !here;
      });
      let budget = MOST_AT_ONCE;
      for (const failure of failed) {
        const arrived =
          budget > 0 && (await this.#settle(options, { org, hook, failure }));
        budget -= 1;
        if (arrived) continue;
        left.count += 1;
        const at = new Date(failure.delivered_at);
        if (!left.since || at < left.since) left.since = at;
      }
    }
    return left;
  }

  async #hooks(octokit: Octokit, org: string): Promise<number[]> {
    try {
      const hooks = await octokit.paginate(octokit.rest.orgs.listWebhooks, {
        org,
        per_page: 100,
      });
      return hooks
        .filter(({ active, config }) => active && leadsHere(config.url))
        .map(({ id }) => id);
    } catch (error) {
      if (!hasStatus(error, 403, 404)) throw error;
      if (!this.#toldOf.has(org))
        this.#logger.warn(
          'Failed deliveries cannot be listed: the GitHub App may not read the webhooks of the organisation',
          { organisation: org, error: toError(error).message },
        );
      this.#toldOf.add(org);
      return [];
    }
  }

  /** The newest failure of each delivery that has not arrived, oldest first. */
  async #failures(
    octokit: Octokit,
    options: { org: string; hook: number; now: Date },
  ): Promise<Item[]> {
    const { org, hook, now } = options;
    const oldest = now.getTime() - WINDOW;
    const newest = new Map<string, Item>();
    const arrived = new Set<string>();
    // Octokit's types lack the filter; a server that does not know it gives all.
    const query = { org, hook_id: hook, per_page: 100, status: 'failure' };
    const pages = octokit.paginate.iterator(
      octokit.rest.orgs.listWebhookDeliveries,
      query,
    );
    for await (const { data } of pages) {
      const items = data.map(item => itemSchema.parse(item));
      for (const item of items) {
        if (!isGathered(item.event, item.action)) continue;
        if (item.status_code >= 200 && item.status_code < 300)
          arrived.add(item.guid);
        else if (!newest.has(item.guid)) newest.set(item.guid, item);
      }
      if (items.some(item => Date.parse(item.delivered_at) < oldest)) break;
    }
    return [...newest.values()]
      .filter(({ guid }) => !arrived.has(guid) && !this.#settled.has(guid))
      .filter(item => Date.parse(item.delivered_at) >= oldest)
      .reverse();
  }

  /** @returns whether it has arrived */
  async #settle(
    { octokit, record }: Parameters<FailedDeliveries['recover']>[0],
    { org, hook, failure }: { org: string; hook: number; failure: Item },
  ): Promise<boolean> {
    const { guid, id, event } = failure;
    const asked = this.#asked.get(guid);
    if (asked && id <= asked.after) {
      // Since it was asked for again it has not failed again.
      this.#forget(guid);
      return true;
    }
    const delivery = { org, hook_id: hook, delivery_id: id };
    if ((asked?.times ?? 0) >= MOST_ASKED) {
      const { data } = await octokit.rest.orgs.getWebhookDelivery(delivery);
      await record(event, data.request.payload);
      if (HANDED_ON.includes(event))
        this.#logger.warn('A delivery for the catalog was lost', {
          event,
          guid,
        });
      this.#forget(guid);
      return true;
    }
    await octokit.rest.orgs.redeliverWebhookDelivery(delivery);
    this.#asked.set(guid, { times: (asked?.times ?? 0) + 1, after: id });
    return false;
  }

  #forget(guid: string) {
    this.#asked.delete(guid);
    this.#settled.add(guid);
  }
}

function leadsHere(url: string | undefined): boolean {
  return (
    url !== undefined &&
    URL.canParse(url) &&
    new URL(url).pathname.replace(/\/+$/, '').endsWith(ROUTE)
  );
}
