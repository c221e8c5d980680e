import type { Knex } from 'knex';

const ROWS_AT_ONCE = 100;

type Row = Record<string, any>;

/** One text for a value, on both databases: one gives bigints as text and booleans as such, the other as numbers. */
function normal(value: unknown): unknown {
  if (typeof value === 'boolean') return String(Number(value));
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
  return value === null || value === undefined ? null : String(value);
}

const same = (before: Row, after: Row) =>
  Object.keys(after).every(
    name => normal(before[name]) === normal(after[name]),
  );

/**
 * Makes the rows of a table, of which `before` are those that matter, be exactly `after`; writes only what differs.
 *
 * @returns those that were added, changed or removed
 */
export async function replaceRows(options: {
  transaction: Knex.Transaction;
  table: string;
  key: string[];
  before: Row[];
  after: Row[];
}): Promise<Row[]> {
  const { transaction, table, key, after } = options;
  const idOf = (row: Row) => key.map(column => row[column]).join('\u0000');
  const before = new Map(options.before.map(row => [idOf(row), row]));
  const changed = after.filter(row => {
    const id = idOf(row);
    const old = before.get(id);
    before.delete(id);
    return !old || !same(old, row);
  });
  const gone = [...before.values()];
  for (let start = 0; start < gone.length; start += ROWS_AT_ONCE)
    await transaction(table)
      .whereIn(
        key,
        gone
          .slice(start, start + ROWS_AT_ONCE)
          .map(row => key.map(column => row[column])),
      )
      .delete();
  for (let start = 0; start < changed.length; start += ROWS_AT_ONCE)
    await transaction(table)
      .insert(changed.slice(start, start + ROWS_AT_ONCE))
      .onConflict(key)
      .merge();
  return [...changed, ...gone];
}
