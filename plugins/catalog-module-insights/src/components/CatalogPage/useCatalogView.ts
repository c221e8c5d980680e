import { useCallback, useMemo } from 'react';
import {
  changeView,
  formatView,
  parseView,
  type CatalogView,
} from '../../model/catalogView';
import { useSearchParams } from '../../routing';

/** The view that the address names, and how to change it. */
export function useCatalogView(defaultKind: string) {
  const [search, setSearch] = useSearchParams();
  // The router hands out a new object on every navigation; the text tells whether anything changed.
  const written = search.toString();
  const view = useMemo(
    () => parseView(new URLSearchParams(written), defaultKind),
    [written, defaultKind],
  );
  const change = useCallback(
    (changed: Partial<CatalogView>, options?: { replace: boolean }) =>
      setSearch(
        current =>
          formatView(
            changeView(parseView(current, defaultKind), changed),
            defaultKind,
          ),
        options,
      ),
    [setSearch, defaultKind],
  );
  return { view, change };
}
