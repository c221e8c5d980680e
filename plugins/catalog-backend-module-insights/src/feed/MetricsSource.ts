import { parseEntityRef } from '@backstage/catalog-model';
import { toListedCells } from '@fairway/plugin-catalog-insights-common';
import type {
  CellsAnswer,
  ChangesAnswer,
  MetricName,
} from '@fairway/plugin-metrics-common';
import type { PluginRequests } from '@fairway/serving';
import type { InsightColumns } from '../database/DatabaseInsightStore';
import type { InsightSource } from './InsightSource';

const COLUMNS: Record<MetricName, string> = {
  changeLeadTime: 'lead_time_s',
  deploymentFrequency: 'deploys_per_day',
  changeFailRate: 'fail_rate',
  failedDeploymentRecoveryTime: 'recovery_s',
  deploymentReworkRate: 'rework_rate',
};

/** Scopes that are sums of services; their own figures are on their pages. */
const SUMS = new Set(['group', 'user', 'system', 'domain']);

function isListed(scope: string): boolean {
  return scope.includes(':') && !SUMS.has(parseEntityRef(scope).kind);
}

/** The delivery metrics of the last days, as the metrics plugin has them. */
export class MetricsSource implements InsightSource {
  readonly id = 'metrics';
  readonly mark = 'cells';
  readonly empty: InsightColumns = {
    ...{ window_days: null, cells: null },
    ...Object.fromEntries(Object.values(COLUMNS).map(column => [column, null])),
  };
  readonly #requests: PluginRequests;

  private constructor(requests: PluginRequests) {
    this.#requests = requests;
  }

  static create(options: { requests: PluginRequests }): MetricsSource {
    return new MetricsSource(options.requests);
  }

  async changesSince(revision: number, signal: AbortSignal) {
    const refs = new Set<string>();
    let last = revision;
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams(
        cursor ? { cursor } : { since: String(revision) },
      );
      const page: ChangesAnswer = await this.#requests.ask({
        ...{ plugin: this.id, path: `/changes?${query}`, signal },
      });
      for (const { scope } of page.items) if (isListed(scope)) refs.add(scope);
      last = Math.max(last, page.revision);
      cursor = page.nextCursor;
    } while (cursor);
    return { refs: [...refs], revision: last };
  }

  async columnsOf(refs: string[], signal: AbortSignal) {
    const { windowDays, items }: CellsAnswer = await this.#requests.ask({
      ...{
        plugin: this.id,
        path: '/cells',
        body: { entityRefs: refs },
        signal,
      },
    });
    return new Map(
      items.map(({ entityRef, cells }): [string, InsightColumns] => [
        entityRef,
        {
          ...Object.fromEntries(
            Object.entries(COLUMNS).map(([name, column]) => [
              column,
              cells[name as MetricName].value,
            ]),
          ),
          window_days: windowDays,
          cells: JSON.stringify(toListedCells(cells)),
        },
      ]),
    );
  }
}
