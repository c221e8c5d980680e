import { useCallback, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  healthApiRef,
  useLoaded,
  useRefresh,
} from '@fairway/plugin-catalog-insights-react';
import type { HealthHistory } from '@fairway/plugin-health-common';

const PAGE = 20;
const REFRESH_SECONDS = 20;

/** The changes of an entity's health, newest first, and the way to older ones. */
export function useHistory(entityRef: string) {
  const api = useApi(healthApiRef);
  const [pages, setPages] = useState(1);
  const ask = useCallback(
    async (signal: AbortSignal): Promise<HealthHistory> => {
      const items: HealthHistory['items'] = [];
      let cursor: string | undefined;
      for (let page = 0; page < pages; page++) {
        const next = await api.getHistory(entityRef, {
          limit: PAGE,
          cursor,
          signal,
        });
        items.push(...next.items);
        cursor = next.nextCursor;
        if (!cursor) break;
      }
      return { items, nextCursor: cursor };
    },
    [api, entityRef, pages],
  );
  const history = useLoaded(ask);
  useRefresh(history.refresh, REFRESH_SECONDS);
  const showEarlier = useCallback(() => setPages(count => count + 1), []);
  return { ...history, showEarlier };
}
