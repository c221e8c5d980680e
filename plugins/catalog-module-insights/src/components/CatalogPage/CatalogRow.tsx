import { parseEntityRef } from '@backstage/catalog-model';
import { StatusLabel } from '@fairway/look';
import type { ComponentRow } from '@fairway/plugin-catalog-insights-common';
import {
  entityPath,
  HealthBadge,
} from '@fairway/plugin-catalog-insights-react';
import type { Column } from '../../model/columns';
import { FigureCell } from '../FigureCell';
import { cellProps } from './cellProps';
import { RowLink } from './RowLink';
import styles from './CatalogTable.module.css';

interface RowProps {
  row: ComponentRow;
}

function RefLink({ entityRef, title }: { entityRef: string; title?: string }) {
  const ref = parseEntityRef(entityRef);
  return <RowLink href={entityPath(ref)}>{title ?? ref.name}</RowLink>;
}

function Owner({ row: { ownerRef, ownerTitle, ownerMissing } }: RowProps) {
  return ownerRef && !ownerMissing ? (
    <RefLink entityRef={ownerRef} title={ownerTitle} />
  ) : (
    <RowLink
      href="/needs-owner"
      title={ownerRef ? `${ownerRef} is not in the catalog` : undefined}
    >
      <StatusLabel sign="unknown" word="No owner" />
    </RowLink>
  );
}

function Name({ row, owned }: RowProps & { owned: boolean }) {
  const { entityRef, name, title, description } = row;
  return (
    <div className={styles.name}>
      <RowLink href={entityPath(parseEntityRef(entityRef))}>
        {title ?? name}
      </RowLink>
      {description ? (
        <span className={styles.description} title={description}>
          {description}
        </span>
      ) : null}
      {owned ? (
        <span className={styles.below}>
          <Owner row={row} />
        </span>
      ) : null}
    </div>
  );
}

function Cell({ row, column }: RowProps & { column: Column }) {
  if (column.metric) {
    return (
      <FigureCell
        metric={column.metric}
        delivery={row.delivery}
        plain={column.leaves === 2}
      />
    );
  }
  switch (column.id) {
    case 'owner':
      return <Owner row={row} />;
    case 'health':
      return (
        <RowLink href={`${entityPath(parseEntityRef(row.entityRef))}/health`}>
          <HealthBadge health={row.health} detail="" />
        </RowLink>
      );
    case 'system':
      return row.systemRef ? (
        <RefLink entityRef={row.systemRef} title={row.systemTitle} />
      ) : null;
    case 'type':
      return <>{row.type}</>;
    case 'lifecycle':
      return <>{row.lifecycle}</>;
    case 'tags':
      return <span title={row.tags.join(', ')}>{row.tags.join(', ')}</span>;
    default:
      return null;
  }
}

interface CatalogRowProps extends RowProps {
  columns: Column[];
  /** The column that stays where there is room for one figure only. */
  kept: Column | undefined;
}

/** One thing, one line. */
export function CatalogRow({ row, columns, kept }: CatalogRowProps) {
  const owned = columns.some(({ id }) => id === 'owner');
  return (
    <tr>
      {columns.map(column =>
        column.id === 'name' ? (
          <th key={column.id} scope="row">
            <Name row={row} owned={owned} />
          </th>
        ) : (
          <td key={column.id} {...cellProps(column, kept)}>
            <Cell row={row} column={column} />
          </td>
        ),
      )}
    </tr>
  );
}
