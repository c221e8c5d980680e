import { useCallback, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { UnownedAnswer } from '@fairway/plugin-catalog-insights-common';
import { listApiRef, useLoaded } from '@fairway/plugin-catalog-insights-react';

/** What nobody looks after, a page more each time it is asked for. */
export function useUnowned() {
  const api = useApi(listApiRef);
  const [pages, setPages] = useState(1);
  const ask = useCallback(
    async (signal: AbortSignal): Promise<UnownedAnswer> => {
      const items: UnownedAnswer['items'] = [];
      let cursor: string | undefined;
      for (let page = 0; page < pages; page++) {
        const next = await api.listUnowned({ cursor, signal });
        items.push(...next.items);
        cursor = next.nextCursor;
        if (!cursor) break;
      }
      return { items, nextCursor: cursor };
    },
    [api, pages],
  );
  const showMore = useCallback(() => setPages(count => count + 1), []);
  return { ...useLoaded(ask), showMore };
}
