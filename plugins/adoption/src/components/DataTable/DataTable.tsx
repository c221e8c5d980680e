import type { CSSProperties, ReactNode } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import { ScrollArea, SkeletonLine, Table } from '@fairway/look';
import { RiArrowDownLine } from '@remixicon/react';
import styles from './DataTable.module.css';

/** One column: how it is called, how wide it is, and what stands in it. */
export interface Column<Row> {
  id: string;
  title: string;
  /** The title is read aloud only. */
  untitled?: boolean;
  cell: (row: Row) => ReactNode;
  /** Pixels, or a part of the table; what is left goes to the columns without. */
  width?: number | `${number}%`;
  /** Figures stand on the right. */
  numeric?: boolean;
  /** The rows stand in the order of this column, the most first. */
  sorted?: boolean;
  /** Leaves a panel that is narrower than 720 px, 560 px or 480 px. */
  leaves?: 'first' | 'second' | 'third';
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
  /** More rows than fit into so many pixels scroll. */
  most?: number;
  /** Texts of any length stand in it: lines are broken. */
  wrap?: boolean;
}

const order = ['first', 'second', 'third'] as const;

/** What is asked of a column by the style sheet: which side, when it leaves, and after whose leaving it is the last. */
function cellProps<Row>(column: Column<Row>, columns: Column<Row>[]) {
  const { numeric, leaves } = column;
  const last = order.filter(
    (_, gone) =>
      columns.findLast(
        other => !order.slice(0, gone + 1).some(each => each === other.leaves),
      ) === column,
  );
  return {
    'data-figure': numeric || undefined,
    'data-leaves': leaves,
    'data-last': last.join(' ') || undefined,
  };
}

function Waiting<Row>({ columns, expected = 3 }: DataTableProps<Row>) {
  return Array.from({ length: expected }, (_, index) => (
    <tr key={index}>
      {columns.map((column, place) => (
        <td key={column.id} {...cellProps(column, columns)}>
          <SkeletonLine width={place === 0 ? '70%' : '48%'} />
        </td>
      ))}
    </tr>
  ));
}

/** One line per thing: its name first, figures on the right. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, keyOf, tight, wrap, most } = props;
  const [name, ...others] = columns;
  return (
    <ScrollArea label={caption} maxHeight={most}>
      <Table
        className={styles.table}
        caption={caption}
        long={wrap ? 'break' : undefined}
        style={tight ? ({ '--fw-row': '32px' } as CSSProperties) : undefined}
        aria-busy={!rows}
      >
        <thead>
          <tr>
            {columns.map(column => (
              <th
                key={column.id}
                scope="col"
                style={{ width: column.width }}
                aria-sort={column.sorted ? 'descending' : undefined}
                {...cellProps(column, columns)}
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
                <th scope="row" {...cellProps(name, columns)}>
                  {name.cell(row)}
                </th>
                {others.map(column => (
                  <td key={column.id} {...cellProps(column, columns)}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            ))
          ) : (
            <Waiting {...props} />
          )}
        </tbody>
      </Table>
    </ScrollArea>
  );
}
