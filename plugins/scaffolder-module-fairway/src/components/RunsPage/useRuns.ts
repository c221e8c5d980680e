import { useCallback, useEffect } from 'react';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { createServiceApiRef, type RunsPage } from '../../api';
import { useLoaded, type Reloadable } from '../../hooks/useLoaded';
import { isUnderWay } from '../../model/runSummary';
import { PAGE_SIZE, statuses, type RunsFilter } from './useRunsFilter';

/** While a run is under way the list asks again so often, in milliseconds. */
const INTERVAL = 5_000;

/** The runs of one page of the list. */
export function useRuns(filter: RunsFilter): Reloadable<RunsPage> {
  const api = useApi(createServiceApiRef);
  const identityApi = useApi(identityApiRef);
  const { whose, state, page } = filter;
  const load = useCallback(
    async (signal: AbortSignal) => {
      const { userEntityRef } = await identityApi.getBackstageIdentity();
      return api.listRuns(
        {
          createdBy: whose === 'own' ? userEntityRef : undefined,
          status: statuses[state],
          limit: PAGE_SIZE,
          offset: page * PAGE_SIZE,
        },
        signal,
      );
    },
    [api, identityApi, whose, state, page],
  );
  const runs = useLoaded(load);
  const { reload } = runs;
  const live = runs.state === 'ready' && runs.value.runs.some(isUnderWay);

  useEffect(() => {
    if (!live) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden) reload();
    }, INTERVAL);
    return () => clearInterval(timer);
  }, [live, reload]);
  return runs;
}
