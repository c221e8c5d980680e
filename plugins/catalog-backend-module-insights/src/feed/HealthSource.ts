import type { HealthFeed } from '@fairway/plugin-health-common';
import type { PluginRequests } from '@fairway/serving';
import type { InsightColumns } from '../database/DatabaseInsightStore';
import { HEALTH_RANKS } from '../database/healthRanks';
import type { InsightChanges, InsightSource } from './InsightSource';

const CHANGES_AT_ONCE = 1_000;

/** What the health plugin says. */
export class HealthSource implements InsightSource {
  readonly id = 'health';
  readonly mark = 'health_status';
  readonly empty: InsightColumns = {
    ...{ health_status: null, health_rank: null, health_since: null },
    ...{ health_text: null, health_stale: null },
  };
  readonly #requests: PluginRequests;

  private constructor(requests: PluginRequests) {
    this.#requests = requests;
  }

  static create(options: { requests: PluginRequests }): HealthSource {
    return new HealthSource(options.requests);
  }

  async changesSince(
    revision: number,
    signal: AbortSignal,
  ): Promise<InsightChanges> {
    const columns = new Map<string, InsightColumns>();
    for (let since = revision; ;) {
      const query = `since=${since}&limit=${CHANGES_AT_ONCE}`;
      const page = await this.#requests.ask<HealthFeed>({
        ...{ plugin: this.id, path: `/changes?${query}`, signal },
      });
      for (const item of page.items)
        columns.set(item.entityRef, {
          health_status: item.status,
          health_rank: HEALTH_RANKS[item.status],
          health_since: Date.parse(item.since),
          health_text: item.text ?? null,
          health_stale: item.stale,
        });
      const next = Math.max(since, page.revision);
      if (page.items.length < CHANGES_AT_ONCE || next === since)
        return { refs: [...columns.keys()], columns, revision: next };
      since = next;
    }
  }
}
