import { useCallback, useMemo } from 'react';
import {
  changeView,
  formatView,
  parseView,
  type CatalogView,
} from '../../model/catalogView';
import { listMisread } from '../../model/misread';
import { useSearchParams } from '../../routing';

/** The view that the address names, what of the address it leaves out, and how to change it. */
export function useCatalogView(defaultKind: string) {
  const [search, setSearch] = useSearchParams();
  // The router hands out a new object on every navigation; the text tells whether anything changed.
  const written = search.toString();
  const { view, misread } = useMemo(() => {
    const address = new URLSearchParams(written);
    const named = parseView(address, defaultKind);
    return { view: named, misread: listMisread(address, named) };
  }, [written, defaultKind]);
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
  return { view, misread, change };
}
