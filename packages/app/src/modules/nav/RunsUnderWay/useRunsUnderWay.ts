import { useEffect, useState } from 'react';
import { useLocation } from 'react-router-dom';
import {
  identityApiRef,
  useApi,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { createServiceApiRef } from '@fairway/plugin-scaffolder-module-fairway';

/** While something runs it is counted again so often, in milliseconds. */
const INTERVAL = 5_000;

/** How many of one's own creations run: counted on each page one comes to and, while there are any, again and again. */
export function useRunsUnderWay(): number {
  const createApi = useApiHolder().get(createServiceApiRef);
  const identityApi = useApi(identityApiRef);
  const { pathname } = useLocation();
  const [count, setCount] = useState(0);
  const [round, setRound] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    const load = async () => {
      const { userEntityRef } = await identityApi.getBackstageIdentity();
      return createApi?.listRuns(
        {
          createdBy: userEntityRef,
          status: ['open', 'processing'],
          limit: 1,
          offset: 0,
        },
        controller.signal,
      );
    };
    load().then(
      page => {
        if (!controller.signal.aborted) setCount(page?.total ?? 0);
      },
      // A count that can't be had is no reason to disturb: the page itself says what is wrong.
      () => undefined,
    );
    return () => controller.abort();
  }, [createApi, identityApi, pathname, round]);

  const running = count > 0;
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden) setRound(current => current + 1);
    }, INTERVAL);
    return () => clearInterval(timer);
  }, [running]);

  return count;
}
