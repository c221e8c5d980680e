import { useCallback } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';

/** Paths of entities' pages. */
export function useEntityHref(): (entityRef: string) => string | undefined {
  const entityRoute = useRouteRef(entityRouteRef);
  return useCallback(
    entityRef => {
      try {
        const { kind, namespace, name } = parseEntityRef(entityRef);
        return entityRoute?.({
          kind: kind.toLocaleLowerCase('en-US'),
          namespace,
          name,
        });
      } catch {
        // A template's output may name anything.
        return undefined;
      }
    },
    [entityRoute],
  );
}
