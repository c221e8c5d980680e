import { writeQuery } from '@fairway/plugin-catalog-insights-react';
import { parseView } from './model/catalogView';
import { toFilters, toQuery } from './model/listQuery';

/**
 * What the catalog page at an address asks the catalog's backend first, as a path below it: so that it can be asked
 * before the page is there. Nothing where that takes more than the address.
 */
export function firstQuestion(address: URL): string | undefined {
  if (address.pathname !== '/catalog') return undefined;
  const view = parseView(address.searchParams);
  return view.whose === 'starred'
    ? undefined
    : `/insights/components?${writeQuery(toQuery(view, toFilters(view, [])))}`;
}
