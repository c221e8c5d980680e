import { useMemo } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useStarredEntities } from '@backstage/plugin-catalog-react';
import type {
  ListFilters,
  ListQuery,
} from '@fairway/plugin-catalog-insights-react';
import type { CatalogView } from '../../model/catalogView';
import { toFilters, toQuery } from '../../model/listQuery';

/** What a view asks the list. */
export interface ListQuestion {
  filters: ListFilters;
  query: ListQuery;
  /** Nothing can match, so that there is nothing to ask. */
  empty: boolean;
}

/** The view as a question to the list; the same one for as long as nothing in it changes. */
export function useListQuery(view: CatalogView): ListQuestion {
  const { starredEntities } = useStarredEntities();
  // Stars only matter to the view that shows them: elsewhere, a new one asks for nothing again.
  const stars =
    view.whose === 'starred'
      ? [...starredEntities]
          .filter(ref => parseEntityRef(ref).kind === view.kind)
          .sort()
          .join(' ')
      : '';
  // Columns are chosen here and not there: choosing them asks for nothing again.
  const key = JSON.stringify([{ ...view, columns: undefined }, stars]);
  return useMemo(() => {
    const starred = stars.split(' ').filter(Boolean);
    const filters = toFilters(view, starred);
    return {
      filters,
      query: toQuery(view, filters),
      empty: view.whose === 'starred' && starred.length === 0,
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key holds all that is used of the view
  }, [key]);
}
