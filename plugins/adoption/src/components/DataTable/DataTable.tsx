import type { CSSProperties, ReactNode } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import { SkeletonLine } from '@fairway/look';
import { RiArrowDownLine } from '@remixicon/react';
import styles from './DataTable.module.css';

/** One column: how it is called, how wide it is, and what stands in it. */
export interface Column<Row> {
  id: string;
  title: string;
  /** The title is read aloud only. */
  untitled?: boolean;
  cell: (row: Row) => ReactNode;
  /** Pixels; what is left goes to the columns without. */
  width?: number;
  /** Figures stand on the right. */
  numeric?: boolean;
  /** The rows stand in the order of this column, the most first. */
  sorted?: boolean;
  /** Leaves a narrow panel: the first below 720 px, the second below 480 px. */
  leaves?: 'first' | 'second';
}

interface DataTableProps<Row> {
  caption: string;
  /** The first names the row. */
  columns: Column<Row>[];
  /** Undefined until they are known. */
  rows?: Row[];
  keyOf: (row: Row) => string;
  /** How many lines wait for the rows. */
  expected?: number;
  /** 32 px rows in place of 40. */
  tight?: boolean;
  /** Texts of any length stand in it: lines are broken. */
  wrap?: boolean;
}

function cellProps<Row>({ numeric, leaves }: Column<Row>) {
  return { 'data-numeric': numeric || undefined, 'data-leaves': leaves };
}

function Waiting<Row>({ columns, expected = 3 }: DataTableProps<Row>) {
  return Array.from({ length: expected }, (_, index) => (
    <tr key={index}>
      {columns.map((column, place) => (
        <td key={column.id} {...cellProps(column)}>
          <SkeletonLine width={place === 0 ? '70%' : '48%'} />
        </td>
      ))}
    </tr>
  ));
}

/** One line per thing: its name first, figures on the right. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, keyOf, tight, wrap } = props;
  const [name, ...others] = columns;
  return (
    // Scrolls sideways on a phone, so the keyboard must be able to reach it.
    <div
      className={styles.scroll}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="group"
      aria-label={caption}
    >
      <table
        className={styles.table}
        data-wrap={wrap || undefined}
        style={tight ? ({ '--fw-row': '32px' } as CSSProperties) : undefined}
        aria-busy={!rows}
      >
        <caption>
          <VisuallyHidden>{caption}</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            {columns.map(column => (
              <th
                key={column.id}
                scope="col"
                style={{ width: column.width }}
                aria-sort={column.sorted ? 'descending' : undefined}
                {...cellProps(column)}
              >
                {column.untitled ? (
                  <VisuallyHidden>{column.title}</VisuallyHidden>
                ) : (
                  column.title
                )}
                {column.sorted ? (
                  <RiArrowDownLine size={14} aria-hidden />
                ) : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows ? (
            rows.map(row => (
              <tr key={keyOf(row)}>
                <th scope="row" {...cellProps(name)}>
                  {name.cell(row)}
                </th>
                {others.map(column => (
                  <td key={column.id} {...cellProps(column)}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            ))
          ) : (
            <Waiting {...props} />
          )}
        </tbody>
      </table>
    </div>
  );
}
