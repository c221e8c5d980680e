import { useCallback, useMemo } from 'react';
import type { QueryEntitiesResponse } from '@backstage/catalog-client';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  useStarredEntities,
} from '@backstage/plugin-catalog-react';
import { useLoaded } from '../../hooks';
import { matchesNothing, toRequest } from '../../model/catalogRequest';
import type { CatalogView } from '../../model/catalogView';

const nothing: QueryEntitiesResponse = {
  items: [],
  totalItems: 0,
  pageInfo: {},
};

/** One page of the view's entities. */
export function useCatalogRows(view: CatalogView) {
  const catalogApi = useApi(catalogApiRef);
  const identityApi = useApi(identityApiRef);
  const { starredEntities } = useStarredEntities();
  const starred = [...starredEntities].sort().join(' ');
  // Stars only matter to the view that shows them: elsewhere, a new one asks for nothing again.
  const stars = view.whose === 'starred' ? starred : '';
  const starredRefs = useMemo(() => stars.split(' ').filter(Boolean), [stars]);

  const ask = useCallback(async () => {
    const { ownershipEntityRefs } = await identityApi.getBackstageIdentity();
    const viewer = { ownershipRefs: ownershipEntityRefs, starredRefs };
    return matchesNothing(view, viewer)
      ? nothing
      : catalogApi.queryEntities(toRequest(view, viewer));
  }, [catalogApi, identityApi, starredRefs, view]);

  return useLoaded(ask);
}
