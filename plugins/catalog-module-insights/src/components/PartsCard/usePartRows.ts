import { useCallback } from 'react';
import {
  stringifyEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { listApiRef } from '@fairway/plugin-catalog-insights-react';
import { useLoaded } from '../../hooks';

/** The parts of one kind with what the catalog's list knows of them, those that one may not see left out. */
export function usePartRows(kind: string, targets: CompoundEntityRef[]) {
  const api = useApi(listApiRef);
  const key = targets.map(ref => stringifyEntityRef(ref)).join(' ');
  const ask = useCallback(
    async (signal: AbortSignal) => {
      const ref = key.split(' ');
      const { items } = await api.list(
        { kind, ref, sort: 'name', order: 'asc', limit: ref.length },
        { signal },
      );
      return items;
    },
    [api, kind, key],
  );
  return useLoaded(ask);
}
