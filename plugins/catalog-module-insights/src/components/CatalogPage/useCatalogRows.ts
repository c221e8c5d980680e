import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { ComponentsAnswer } from '@fairway/plugin-catalog-insights-common';
import {
  listApiRef,
  useLoaded,
  useRefresh,
  type LoadedResult,
} from '@fairway/plugin-catalog-insights-react';
import type { ListQuestion } from './useListQuery';

/** A change is on the page so many seconds after it is in the list. */
const REFRESH_SECONDS = 10;

/** One page of the view's rows, kept up to date. */
export function useCatalogRows({
  query,
  empty,
}: ListQuestion): LoadedResult<ComponentsAnswer> {
  const api = useApi(listApiRef);
  const ask = useCallback(
    async (signal: AbortSignal): Promise<ComponentsAnswer> =>
      empty ? { items: [] } : api.list(query, { signal }),
    [api, query, empty],
  );
  const rows = useLoaded(ask);
  useRefresh(rows.refresh, REFRESH_SECONDS);
  return rows;
}
