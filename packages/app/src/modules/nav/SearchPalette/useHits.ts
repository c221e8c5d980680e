import { useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  entityRouteParams,
} from '@backstage/plugin-catalog-react';
import { searchApiRef } from '@backstage/plugin-search-react';
import { safeUrl } from '@fairway/look';

/** Something that was found. */
export interface Hit {
  title: string;
  /** What kind of thing it is: component, group, docs. */
  kind: string;
  detail?: string;
  href: string;
}

/** What is known about a term: hits of an older term stay until the new ones are there. */
export interface Hits {
  term: string;
  hits: Hit[];
  loading: boolean;
  error?: Error;
}

type CatalogApi = typeof catalogApiRef.T;
type SearchApi = typeof searchApiRef.T;

/** Asked of the catalog itself, so that what was created a minute ago is found too. */
async function findEntities(catalogApi: CatalogApi, term: string) {
  const { items } = await catalogApi.queryEntities({
    fullTextFilter: {
      term,
      fields: ['metadata.name', 'metadata.title', 'spec.profile.displayName'],
    },
    orderFields: { field: 'metadata.name', order: 'asc' },
    limit: 6,
    fields: ['kind', 'metadata', 'spec.type', 'spec.profile'],
  });
  return items
    .filter(entity => entity.kind !== 'Location')
    .map((entity): Hit => {
      const { namespace, kind, name } = entityRouteParams(entity);
      return {
        title: entity.metadata.title ?? entity.metadata.name,
        kind: entity.kind.toLowerCase(),
        detail: entity.metadata.description,
        href: `/catalog/${namespace}/${kind}/${name}`,
      };
    });
}

async function findDocs(
  searchApi: SearchApi,
  term: string,
  signal: AbortSignal,
) {
  const { results } = await searchApi.query(
    { term, types: ['techdocs'], pageLimit: 5 },
    { signal },
  );
  return results.flatMap(({ document }): Hit[] => {
    const href = safeUrl(document.location);
    return href
      ? [
          {
            title: document.title,
            kind: 'docs',
            detail: document.text.slice(0, 120),
            href,
          },
        ]
      : [];
  });
}

/** Looks for a term a moment after it was typed; an answer that comes too late is dropped. */
export function useHits(term: string): Hits {
  const catalogApi = useApi(catalogApiRef);
  const searchApi = useApi(searchApiRef);
  const [found, setFound] = useState<Hits>({
    term: '',
    hits: [],
    loading: false,
  });

  useEffect(() => {
    const wanted = term.trim();
    if (!wanted) {
      setFound({ term: '', hits: [], loading: false });
      return undefined;
    }
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      setFound(before => ({ ...before, loading: true }));
      const [entities, docs] = await Promise.allSettled([
        findEntities(catalogApi, wanted),
        findDocs(searchApi, wanted, abort.signal),
      ]);
      if (abort.signal.aborted) return;
      const hits = [entities, docs].flatMap(answer =>
        answer.status === 'fulfilled' ? answer.value : [],
      );
      const error =
        entities.status === 'rejected' ? entities.reason : undefined;
      setFound({ term: wanted, hits, loading: false, error });
    }, 150);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [catalogApi, searchApi, term]);

  return found;
}
