import { useCallback } from 'react';
import { useApi, useRouteRefParams } from '@backstage/frontend-plugin-api';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { useLoaded } from '../../hooks';

/** The entity that the address names; loaded without a value where there is none, or none that one may see. */
export function useEntityFromAddress() {
  const catalogApi = useApi(catalogApiRef);
  const { kind, namespace, name } = useRouteRefParams(entityRouteRef);
  const ask = useCallback(
    () => catalogApi.getEntityByRef({ kind, namespace, name }),
    [catalogApi, kind, namespace, name],
  );
  const { state, reload } = useLoaded(ask);
  return { entityRef: { kind, namespace, name }, state, reload };
}
