import { lazy, Suspense } from 'react';
import type { Entity } from '@backstage/catalog-model';
import { useSearchParams } from '../../routing';

const InspectEntityDialog = lazy(async () => ({
  default: (await import('@backstage/plugin-catalog-react'))
    .InspectEntityDialog,
}));

type Tab = 'overview' | 'ancestry' | 'colocated' | 'json' | 'yaml';

/** The catalog's own inspector, open where the address has `?inspect`. */
export function EntityInspector({ entity }: { entity: Entity }) {
  const [search, setSearch] = useSearchParams();
  const tab = search.get('inspect');
  if (tab === null) {
    return null;
  }
  const change = (next: string | undefined) =>
    setSearch(current => {
      const changed = new URLSearchParams(current);
      if (next === undefined) changed.delete('inspect');
      else changed.set('inspect', next);
      return changed;
    });
  return (
    <Suspense fallback={null}>
      <InspectEntityDialog
        open
        entity={entity}
        initialTab={(tab || 'overview') as Tab}
        onSelect={change}
        onClose={() => change(undefined)}
      />
    </Suspense>
  );
}
