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

/** Counts what passes the filters: to a limit at first, to the end when asked to. */
export function useTotal(
  question: ListQuestion,
  rows: Loaded<ComponentsAnswer>,
): Total {
  const api = useApi(listApiRef);
  const key = JSON.stringify(question.filters);
  const [exact, setExact] = useState<string>();
  const [answer, setAnswer] = useState<{ key: string; total: TotalAnswer }>();
  const countedAll = exact === key;
  const settled = rows.status === 'loaded' && !rows.reloading;
  const onPage = settled ? totalOfPage(rows.value) : undefined;
  const known =
    onPage !== undefined ||
    (answer?.key === key && (answer.total.exact || !countedAll));
  // The rows come first: counting waits until they are there.
  const asking = settled && !known;

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

  const total = onPage ?? answer?.total;
  return {
    total,
    countAll:
      answer?.key === key && total && !total.exact && !countedAll
        ? () => setExact(key)
        : undefined,
    counting: countedAll && asking,
  };
}

/** How many of the view's rows have each health, the filter on health aside. Undefined until it is known. */
export function useHealthCounts(
  { filters, empty }: ListQuestion,
  active: boolean,
): Partial<Record<HealthStatus, number>> | undefined {
  const api = useApi(listApiRef);
  const key = JSON.stringify({ ...filters, health: undefined });
  const [counts, setCounts] = useState<Partial<Record<HealthStatus, number>>>();

  useEffect(() => {
    if (!active || empty) return undefined;
    const controller = new AbortController();
    api
      .facet('health', JSON.parse(key) as ListFilters, {
        signal: controller.signal,
      })
      .then(
        values =>
          setCounts(
            Object.fromEntries(
              values.map(({ value, count }) => [value, count]),
            ),
          ),
        () => {
          // The counts are an extra: without them the filter works all the same.
          if (!controller.signal.aborted) setCounts(undefined);
        },
      );
    return () => controller.abort();
  }, [api, key, active, empty]);

  return counts;
}
