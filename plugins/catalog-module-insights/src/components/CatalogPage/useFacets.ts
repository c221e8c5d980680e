import { useCallback } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useLoaded } from '../../hooks';
import { facetFields } from '../../model/catalogRequest';
import { facetFilters, type FacetFilter } from '../../model/catalogView';
import type { FilterOption } from '../FilterMenu';

/** What can be chosen in each filter. */
export type Facets = Record<FacetFilter, FilterOption[]>;

const none: Facets = {
  type: [],
  owner: [],
  system: [],
  lifecycle: [],
  tag: [],
};

function toOptions(name: FacetFilter, values: string[]): FilterOption[] {
  const relevant =
    name === 'system'
      ? values.filter(value => value.startsWith('system:'))
      : values;
  return relevant
    .map(value => ({
      value,
      label:
        name === 'owner' || name === 'system'
          ? parseEntityRef(value).name
          : value,
    }))
    .sort((one, other) => one.label.localeCompare(other.label));
}

/** The values that entities of a kind have, in one request. Empty until they are known. */
export function useFacets(kind: string): Facets {
  const catalogApi = useApi(catalogApiRef);
  const ask = useCallback(async () => {
    const { facets } = await catalogApi.getEntityFacets({
      filter: { kind },
      facets: Object.values(facetFields),
    });
    const options = { ...none };
    for (const name of facetFilters) {
      const found = facets[facetFields[name]] ?? [];
      options[name] = toOptions(
        name,
        found.map(({ value }) => value),
      );
    }
    return options;
  }, [catalogApi, kind]);
  const { state } = useLoaded(ask);
  return state.status === 'loaded' ? state.value : none;
}
