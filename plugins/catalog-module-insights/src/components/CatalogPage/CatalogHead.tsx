import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import type { ComponentSort } from '@fairway/plugin-catalog-insights-common';
import type { CatalogView } from '../../model/catalogView';
import type { Column } from '../../model/columns';
import { firstOrder, opposite } from '../../model/sorting';
import { cellProps } from './cellProps';

interface CatalogHeadProps {
  view: CatalogView;
  columns: Column[];
  kept: Column | undefined;
  onSort: (sort: ComponentSort, order: CatalogView['order']) => void;
}

/** The columns' heads; those that the list can be sorted by are buttons. */
export function CatalogHead({ view, columns, kept, onSort }: CatalogHeadProps) {
  return (
    <thead>
      <tr>
        {columns.map(column => {
          const { id, title, meaning, sort } = column;
          const sorted = sort === view.sort;
          const Arrow = view.order === 'asc' ? RiArrowUpLine : RiArrowDownLine;
          const direction = view.order === 'asc' ? 'ascending' : 'descending';
          return (
            <th
              key={id}
              scope="col"
              aria-sort={sorted ? direction : undefined}
              {...cellProps(column, kept)}
            >
              {sort ? (
                <button
                  type="button"
                  title={meaning}
                  onClick={() =>
                    onSort(
                      sort,
                      sorted ? opposite[view.order] : firstOrder(sort),
                    )
                  }
                >
                  {title}
                  {sorted ? <Arrow size={14} aria-hidden /> : null}
                </button>
              ) : (
                title
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
