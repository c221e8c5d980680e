import type { Column } from '../../model/columns';

/** What a cell of a column and its head have in common: where they leave, and how they are aligned. */
export function cellProps(column: Column, kept: Column | undefined) {
  return {
    'data-column': column.id,
    'data-leaves': column === kept ? undefined : column.leaves,
    'data-figure': column.metric ? true : undefined,
    'data-kept': column === kept || column.id === 'health' ? true : undefined,
  };
}
