import type { Knex } from 'knex';
import { COLUMNS, type Rows, addService, noRows } from './generate';

const SERVICES_AT_ONCE = 50;

export type Table = keyof typeof COLUMNS;

/** Writes the history of some services, a batch at a time; returns how many rows each table has got. */
export async function load(
  knex: Knex,
  services: number,
): Promise<Record<Table, number>> {
  const written = Object.fromEntries(
    Object.keys(COLUMNS).map(table => [table, 0]),
  ) as Record<Table, number>;
  for (let start = 0; start < services; start += SERVICES_AT_ONCE) {
    const rows = noRows();
    const end = Math.min(services, start + SERVICES_AT_ONCE);
    for (let service = start; service < end; service++)
      addService(rows, service);
    await knex.transaction(async transaction => {
      for (const table of Object.keys(COLUMNS) as Table[]) {
        await insert(transaction, table, rows);
        written[table] += rows[table].length;
      }
    });
  }
  await knex.raw('ANALYZE');
  return written;
}

async function insert(
  transaction: Knex.Transaction,
  table: Table,
  rows: Rows,
): Promise<void> {
  const columns = COLUMNS[table] as Record<string, string>;
  const names = Object.keys(columns);
  if (transaction.client.config.client !== 'pg') {
    for (let start = 0; start < rows[table].length; start += 500)
      await transaction(table).insert(
        rows[table]
          .slice(start, start + 500)
          .map(row =>
            Object.fromEntries(names.map((name, index) => [name, row[index]])),
          ),
      );
    return;
  }
  const lists = Object.values(columns).map(type => `?::${type}[]`);
  await transaction.raw(
    `INSERT INTO "${table}" (${names.join(', ')}) SELECT * FROM unnest(${lists.join(', ')})`,
    names.map((_, index) => rows[table].map(row => row[index])) as any,
  );
}
