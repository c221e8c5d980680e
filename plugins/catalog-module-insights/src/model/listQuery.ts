import { FIGURES } from '@fairway/plugin-catalog-insights-common';
import type {
  ListFilters,
  ListQuery,
} from '@fairway/plugin-catalog-insights-react';
import type { CatalogView } from './catalogView';
import { formatFigureFilter } from './figureFilter';

/** Rows on one page of the catalog. */
export const pageSize = 20;

/** A view as filters of the list; `starred` only matters to the view of what is starred. */
export function toFilters(view: CatalogView, starred: string[]): ListFilters {
  const { kind, type, owner, system, lifecycle, tag, health, text } = view;
  return {
    kind,
    q: text || undefined,
    type,
    owner,
    system,
    lifecycle,
    tag,
    health: health ? [health] : undefined,
    ...Object.fromEntries(
      FIGURES.flatMap(name => {
        const filter = view.figures[name];
        return filter ? [[name, formatFigureFilter(filter)]] : [];
      }),
    ),
    owned: view.whose === 'mine' ? 'me' : undefined,
    ref: view.whose === 'starred' ? starred : undefined,
  };
}

/** A view as a question for one page of rows. */
export function toQuery(view: CatalogView, filters: ListFilters): ListQuery {
  const { sort, order, cursor } = view;
  return { ...filters, sort, order, limit: pageSize, cursor };
}
