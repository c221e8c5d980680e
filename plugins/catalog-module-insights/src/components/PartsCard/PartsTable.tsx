import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/ui';
import { SkeletonLine, Table } from '@fairway/look';
import type { ComponentRow } from '@fairway/plugin-catalog-insights-common';
import {
  entityPath,
  HealthBadge,
} from '@fairway/plugin-catalog-insights-react';
import { nameKind } from '../../model/catalogView';
import styles from './PartsCard.module.css';

type Column = 'health' | 'owner' | 'type' | 'lifecycle';

const titles: Record<Column, string> = {
  health: 'Health',
  owner: 'Owner',
  type: 'Type',
  lifecycle: 'Lifecycle',
};

/** Systems and domains have neither a type nor a lifecycle that must be there. */
function columnsOf(kind: string): Column[] {
  if (kind === 'component') return ['health', 'owner', 'type', 'lifecycle'];
  return ['system', 'domain'].includes(kind)
    ? ['owner']
    : ['owner', 'type', 'lifecycle'];
}

function Cell({ row, column }: { row: ComponentRow; column: Column }) {
  if (column === 'health') {
    return (
      <Link
        href={`${entityPath(parseEntityRef(row.entityRef))}/health`}
        standalone
      >
        <HealthBadge health={row.health} detail="" />
      </Link>
    );
  }
  if (column !== 'owner') return <>{row[column]}</>;
  return row.ownerRef && !row.ownerMissing ? (
    <Link href={entityPath(parseEntityRef(row.ownerRef))} standalone>
      {row.ownerTitle ?? parseEntityRef(row.ownerRef).name}
    </Link>
  ) : (
    <Link href="/needs-owner">No owner</Link>
  );
}

function Part({ row, columns }: { row: ComponentRow; columns: Column[] }) {
  const { entityRef, name, title, description } = row;
  return (
    <tr>
      <th scope="row">
        <Link
          href={entityPath(parseEntityRef(entityRef))}
          standalone
          weight="bold"
        >
          {title ?? name}
        </Link>{' '}
        {description ? (
          <span className={styles.description} title={description}>
            {description}
          </span>
        ) : null}
      </th>
      {columns.map(column => (
        <td key={column} data-column={column}>
          <Cell row={row} column={column} />
        </td>
      ))}
    </tr>
  );
}

interface PartsTableProps {
  kind: string;
  /** How many there will be. */
  lines: number;
  /** Undefined while they are on their way. */
  rows?: ComponentRow[];
}

/** One line for each part. */
export function PartsTable({ kind, lines, rows }: PartsTableProps) {
  const columns = columnsOf(kind);
  return (
    <Table
      className={styles.table}
      caption={`${nameKind(kind).many}, by name`}
      long="clip"
      aria-busy={!rows}
    >
      <thead>
        <tr>
          <th scope="col">Name</th>
          {columns.map(column => (
            <th key={column} scope="col" data-column={column}>
              {titles[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows
          ? rows.map(row => (
              <Part key={row.entityRef} row={row} columns={columns} />
            ))
          : Array.from({ length: lines }, (_, line) => (
              <tr key={line}>
                {['name', ...columns].map(column => (
                  <td key={column} data-column={column}>
                    <SkeletonLine width="60%" />
                  </td>
                ))}
              </tr>
            ))}
      </tbody>
    </Table>
  );
}
