import { useCallback, useState } from 'react';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { FilterOption } from '@fairway/look';
import { listApiRef } from '@fairway/plugin-catalog-insights-react';

/** What can be chosen in a filter. */
export type Options =
  | { status: 'idle' | 'loading' | 'failed' }
  | { status: 'loaded'; options: FilterOption[] };

function byName(options: FilterOption[]): FilterOption[] {
  return options.toSorted((one, other) => one.label.localeCompare(other.label));
}

/** Asked for when a menu is opened: the page itself has no need of them. */
function useAsked(load: () => Promise<FilterOption[]>) {
  const [options, setOptions] = useState<Options>({ status: 'idle' });
  const ask = useCallback(() => {
    setOptions(before =>
      before.status === 'loaded' ? before : { status: 'loading' },
    );
    load().then(
      loaded => setOptions({ status: 'loaded', options: byName(loaded) }),
      () => setOptions({ status: 'failed' }),
    );
  }, [load]);
  return { options, ask };
}

/** Owners or systems of the components that the reader may see, with how many each has. */
export function useFacetOptions(field: 'owner' | 'system') {
  const listApi = useApi(listApiRef);
  const kind = field === 'owner' ? 'group' : 'system';
  const load = useCallback(async () => {
    const values = await listApi.facet(field, { kind: 'component' });
    return values.flatMap(({ value, label, count }) => {
      const ref = parseEntityRef(value, {
        defaultKind: kind,
        defaultNamespace: 'default',
      });
      return ref.kind === kind
        ? [{ value: stringifyEntityRef(ref), label: label ?? ref.name, count }]
        : [];
    });
  }, [listApi, field, kind]);
  return useAsked(load);
}

/** The paths that the reader may see. */
export function useTemplateOptions() {
  const catalogApi = useApi(catalogApiRef);
  const load = useCallback(async () => {
    const { items } = await catalogApi.getEntities({
      filter: { kind: 'template' },
      fields: [
        'kind',
        ...['namespace', 'name', 'title'].map(name => `metadata.${name}`),
      ],
    });
    return items.map(entity => ({
      value: stringifyEntityRef(entity),
      label: entity.metadata.title ?? entity.metadata.name,
    }));
  }, [catalogApi]);
  return useAsked(load);
}
