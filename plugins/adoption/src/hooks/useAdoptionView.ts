import { useCallback, useMemo } from 'react';
import { useLocation, useSearchParams } from '../routing';
import {
  formatAdoption,
  parseAdoption,
  type AdoptionView,
  type LongList,
  type RowsView,
  type TableName,
} from '../model/adoptionView';

function toggled<T>(values: T[], value: T, on: boolean): T[] {
  const others = values.filter(other => other !== value);
  return on ? [...others, value] : others;
}

/** What the address says is looked at, how to change it, and where a change would lead. */
export function useAdoptionView() {
  const [search, setSearch] = useSearchParams();
  const { pathname } = useLocation();
  // The router hands out a new object on every navigation; the text tells whether anything changed.
  const written = search.toString();
  const view = useMemo(
    () => parseAdoption(new URLSearchParams(written)),
    [written],
  );
  const change = useCallback(
    (next: Partial<AdoptionView>) =>
      setSearch(current =>
        formatAdoption({ ...parseAdoption(current), ...next }),
      ),
    [setSearch],
  );
  const hrefOf = useCallback(
    (next: Partial<AdoptionView>) => {
      const query = formatAdoption({ ...view, ...next }).toString();
      return query ? `${pathname}?${query}` : pathname;
    },
    [view, pathname],
  );
  /** Where the rows behind a number are. */
  const rowsHref = useCallback((rows: RowsView) => hrefOf({ rows }), [hrefOf]);
  const showTable = (table: TableName, shown: boolean) =>
    change({ tables: toggled(view.tables, table, shown) });
  const showWhole = (list: LongList, shown: boolean) =>
    change({ whole: toggled(view.whole, list, shown) });
  return { view, change, hrefOf, rowsHref, showTable, showWhole };
}

/** See {@link useAdoptionView}. */
export type Adoption = ReturnType<typeof useAdoptionView>;
