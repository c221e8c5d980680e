import { useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  ComponentsAnswer,
  TotalAnswer,
} from '@fairway/plugin-catalog-insights-common';
import {
  listApiRef,
  type ListFilters,
  type Loaded,
} from '@fairway/plugin-catalog-insights-react';
import type { HealthStatus } from '@fairway/plugin-health-common';
import type { ListQuestion } from './useListQuery';

/** How many rows pass the filters; undefined until it is known. */
export interface Total {
  total?: TotalAnswer;
  /** Counts to the end; undefined where that is done. */
  countAll?: () => void;
  counting: boolean;
}

/** Whatever stands on one page needs no counting. */
function totalOfPage({ items, nextCursor, previousCursor }: ComponentsAnswer) {
  return nextCursor || previousCursor
    ? undefined
    : { total: items.length, exact: true };
}

type Counts = Partial<Record<HealthStatus, number>>;

/** How many rows have each health, the filter on health aside. */
export interface HealthCounts {
  counts?: Counts;
  /** They could not be had: whoever needs a number has to ask for it. */
  failed: boolean;
}

/** Counts by health, once the rows are there. */
export function useHealthCounts(
  { filters, empty }: ListQuestion,
  active: boolean,
): HealthCounts {
  const api = useApi(listApiRef);
  const key = JSON.stringify({ ...filters, health: undefined });
  const [answer, setAnswer] = useState<HealthCounts>({ failed: false });

  useEffect(() => {
    if (!active || empty) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    api.facet('health', JSON.parse(key) as ListFilters, { signal }).then(
      values =>
        setAnswer({
          counts: Object.fromEntries(
            values.map(({ value, count }) => [value, count]),
          ),
          failed: false,
        }),
      () => {
        if (!signal.aborted) setAnswer({ failed: true });
      },
    );
    return () => controller.abort();
  }, [api, key, active, empty]);

  return answer;
}

/** What all the counts come to, as far as the view goes. */
function sumOf(counts: Counts, chosen: HealthStatus[] | undefined) {
  const all = Object.entries(counts) as [HealthStatus, number][];
  const total = all
    .filter(([status]) => !chosen || chosen.includes(status))
    .reduce((sum, [, count]) => sum + count, 0);
  return { total, exact: true };
}

/**
 * Counts what passes the filters. Where the rows are counted by health anyway, that is the count; elsewhere it goes to
 * a limit at first, and to the end when asked to.
 */
export function useTotal(options: {
  question: ListQuestion;
  rows: Loaded<ComponentsAnswer>;
  /** Left out for kinds without a health. */
  health?: HealthCounts;
}): Total {
  const { question, rows, health } = options;
  const { filters } = question;
  const api = useApi(listApiRef);
  const key = JSON.stringify(filters);
  const [exact, setExact] = useState<string>();
  const [answer, setAnswer] = useState<{ key: string; total: TotalAnswer }>();
  const countedAll = exact === key;
  const settled = rows.status === 'loaded' && !rows.reloading;
  const onPage = settled ? totalOfPage(rows.value) : undefined;
  const byHealth = health?.counts && sumOf(health.counts, filters.health);
  const known =
    onPage !== undefined ||
    (answer?.key === key && (answer.total.exact || !countedAll));
  // The rows come first: counting waits until they are there.
  const asking = settled && !known && (!health || health.failed);

  useEffect(() => {
    if (!asking) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    api
      .count(JSON.parse(key) as ListFilters, { signal, exact: countedAll })
      .then(
        total => setAnswer({ key, total }),
        // Without a count the page says what it shows, and no more.
        () => (signal.aborted ? undefined : setExact(undefined)),
      );
    return () => controller.abort();
  }, [api, key, asking, countedAll]);

  const total = onPage ?? byHealth ?? answer?.total;
  return {
    total,
    countAll:
      answer?.key === key && total && !total.exact && !countedAll
        ? () => setExact(key)
        : undefined,
    counting: countedAll && asking,
  };
}
