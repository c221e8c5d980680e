import { createContext, useCallback, useContext, type ReactNode } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  healthApiRef,
  useLoaded,
  useRefresh,
  type LoadedResult,
} from '@fairway/plugin-catalog-insights-react';
import type { EntityHealth } from '@fairway/plugin-health-common';

const REFRESH_SECONDS = 10;

const Context = createContext<LoadedResult<EntityHealth> | undefined>(
  undefined,
);

interface EntityHealthProviderProps {
  entityRef: string;
  children: ReactNode;
}

/** Asks for an entity's health once for all that show it: header, card and tab. */
export function EntityHealthProvider(props: EntityHealthProviderProps) {
  const { entityRef, children } = props;
  const api = useApi(healthApiRef);
  const ask = useCallback(
    (signal: AbortSignal) => api.getHealth(entityRef, { signal }),
    [api, entityRef],
  );
  const health = useLoaded(ask);
  useRefresh(health.refresh, REFRESH_SECONDS);
  return <Context.Provider value={health}>{children}</Context.Provider>;
}

/** The health of the entity whose page this is; undefined for kinds that have none. */
export function useEntityHealth(): LoadedResult<EntityHealth> | undefined {
  return useContext(Context);
}
