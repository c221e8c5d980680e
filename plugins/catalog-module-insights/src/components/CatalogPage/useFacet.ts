import { useCallback, useRef, useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  FacetField,
  FacetValue,
} from '@fairway/plugin-catalog-insights-common';
import {
  listApiRef,
  type ListFilters,
} from '@fairway/plugin-catalog-insights-react';
import type { FilterOption } from '@fairway/look';

/** What can be chosen in a filter. */
export type Facet =
  | { status: 'idle' | 'loading' | 'failed' }
  | { status: 'loaded'; options: FilterOption[] };

function nameOf(field: FacetField, { value, label }: FacetValue): string {
  if (label) return label;
  return field === 'owner' || field === 'system'
    ? parseEntityRef(value, {
        defaultKind: field === 'owner' ? 'group' : 'system',
        defaultNamespace: 'default',
      }).name
    : value;
}

/** The values of a field, asked for when its menu is opened. */
export function useFacet(field: FacetField, filters: ListFilters) {
  const api = useApi(listApiRef);
  const [facet, setFacet] = useState<Facet>({ status: 'idle' });
  const latest = useRef(0);

  const load = useCallback(async () => {
    const question = ++latest.current;
    setFacet(before =>
      before.status === 'loaded' ? before : { status: 'loading' },
    );
    try {
      // What is chosen in this very filter must not hide what else could be.
      const values = await api.facet(field, { ...filters, [field]: undefined });
      if (question !== latest.current) return;
      const options = values.map(value => ({
        value: value.value,
        label: nameOf(field, value),
        count: value.count,
      }));
      setFacet({
        status: 'loaded',
        options: options.sort((one, other) =>
          one.label.localeCompare(other.label),
        ),
      });
    } catch {
      if (question === latest.current) setFacet({ status: 'failed' });
    }
  }, [api, field, filters]);

  return { facet, load };
}
