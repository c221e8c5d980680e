import { SkeletonLine, Table } from '@fairway/look';
import type {
  ComponentRow,
  ComponentSort,
} from '@fairway/plugin-catalog-insights-common';
import { nameKind, type CatalogView } from '../../model/catalogView';
import { shownColumns, type Column } from '../../model/columns';
import { pageSize } from '../../model/listQuery';
import { describeOrder } from '../../model/sorting';
import { CatalogHead } from './CatalogHead';
import { CatalogRow } from './CatalogRow';
import { cellProps } from './cellProps';
import styles from './CatalogTable.module.css';

const widths = ['38%', '52%', '46%', '60%', '42%', '55%', '50%'];

function SkeletonRow(props: {
  columns: Column[];
  kept?: Column;
  index: number;
}) {
  const { columns, kept, index } = props;
  return (
    <tr>
      {columns.map(column => (
        <td key={column.id} {...cellProps(column, kept)}>
          <SkeletonLine
            width={column.id === 'name' ? widths[index % widths.length] : '72%'}
          />
        </td>
      ))}
    </tr>
  );
}

/** The figure that stays where there is room for one: what the rows are sorted by, or else the lead time. */
function keptColumn(
  columns: Column[],
  sort: ComponentSort,
): Column | undefined {
  const sorted = columns.find(column => column.sort === sort);
  return sorted && !['name', 'owner', 'health'].includes(sorted.id)
    ? sorted
    : (columns.find(({ metric }) => metric) ??
        columns.find(({ id }) => id === 'type'));
}

interface CatalogTableProps {
  view: CatalogView;
  /** Undefined while the first rows are on their way. */
  rows?: ComponentRow[];
  /** The rows answer another question: newer ones are on their way. */
  stale?: boolean;
  onSort: (sort: ComponentSort, order: CatalogView['order']) => void;
}

/** One line per entity. */
export function CatalogTable(props: CatalogTableProps) {
  const { view, rows, stale, onSort } = props;
  const columns = shownColumns(view);
  const kept = keptColumn(columns, view.sort);
  const { many } = nameKind(view.kind);
  return (
    <div className={styles.scroll}>
      <Table
        className={styles.table}
        caption={`${many}: ${describeOrder(view.sort, view.order)}`}
        long="clip"
        stale={stale}
        data-chosen={view.columns ? true : undefined}
        data-wider={kept?.leaves ? true : undefined}
        aria-busy={stale || !rows}
      >
        <CatalogHead {...{ view, columns, kept, onSort }} />
        <tbody>
          {rows
            ? rows.map(row => (
                <CatalogRow key={row.entityRef} {...{ row, columns, kept }} />
              ))
            : Array.from({ length: pageSize }, (_, index) => (
                <SkeletonRow key={index} {...{ columns, kept, index }} />
              ))}
        </tbody>
      </Table>
    </div>
  );
}
