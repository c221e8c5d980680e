import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { UnownedAnswer } from '@fairway/plugin-catalog-insights-common';
import { listApiRef, useLoaded } from '@fairway/plugin-catalog-insights-react';

/** What nobody looks after; asked for by those who look after everything. */
export function useUnowned(asking: boolean): UnownedAnswer {
  const api = useApi(listApiRef);
  const ask = useCallback(
    async (signal: AbortSignal): Promise<UnownedAnswer> =>
      asking ? api.listUnowned({ signal }) : { items: [] },
    [api, asking],
  );
  const { state } = useLoaded(ask);
  return state.status === 'loaded' ? state.value : { items: [] };
}
