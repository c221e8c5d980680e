import type { Knex } from 'knex';
import {
  type Rows,
  failureGroups,
  leftRows,
  runRows,
  serviceRows,
  templates,
} from './generate';

/** What plain SQL has in rows, where our facts have all of a service's delivery in one field. */
const ROWS = [
  `CREATE TABLE bench_delivery_day (
  entity_ref varchar(300) NOT NULL, day int NOT NULL, deployments int NOT NULL, failed int NOT NULL, rework int NOT NULL,
  PRIMARY KEY (entity_ref, day))`,
  `CREATE TABLE bench_change (
  entity_ref varchar(300) NOT NULL, day int NOT NULL, kind varchar(16) NOT NULL, seconds int NOT NULL)`,
];

const AT_ONCE = 1_000;
const SERVICES_AT_ONCE = 100;
/** To each hundred runs so many forms that were left. */
const LEFT_OF_HUNDRED = 35;

async function insert(
  transaction: Knex.Transaction,
  table: string,
  rows: Rows,
): Promise<void> {
  if (!rows.length) return;
  const names = Object.keys(rows[0]);
  const typeOf = (name: string) => {
    if (name === 'days') return 'bytea';
    if (name.endsWith('_at') || name === 'at' || name === 'valid_from')
      return 'bigint';
    if (['day', 'deployments', 'failed', 'rework', 'seconds'].includes(name))
      return 'int';
    return name === 'began_on_path' ? 'boolean' : 'text';
  };
  await transaction.raw(
    `INSERT INTO ${table} (${names.join(', ')}) SELECT * FROM unnest(${names
      .map(name => `?::${typeOf(name)}[]`)
      .join(', ')})`,
    names.map(name => rows.map(row => row[name])) as any,
  );
}

/** Puts the history of so many services and runs straight into the facts; returns how many rows each table has got. */
export async function load(
  knex: Knex,
  size: { services: number; runs: number },
): Promise<Record<string, number>> {
  const written: Record<string, number> = {};
  const write = async (parts: Record<string, Rows>[]) => {
    const all: Record<string, Rows> = {};
    for (const part of parts)
      for (const [table, rows] of Object.entries(part))
        (all[table] ??= []).push(...rows);
    await knex.transaction(async transaction => {
      for (const [table, rows] of Object.entries(all)) {
        await insert(transaction, table, rows);
        written[table] = (written[table] ?? 0) + rows.length;
      }
    });
  };
  for (const table of ROWS) await knex.raw(table);
  await write([{ failure_group: failureGroups(), template: templates() }]);
  const numbers = (from: number, to: number, most: number) =>
    Array.from(
      { length: Math.min(most, to - from) },
      (_, index) => from + index,
    );
  for (let from = 0; from < size.services; from += SERVICES_AT_ONCE)
    await write(
      numbers(from, size.services, SERVICES_AT_ONCE).map(serviceRows),
    );
  for (let from = 0; from < size.runs; from += AT_ONCE)
    await write(numbers(from, size.runs, AT_ONCE).map(runRows));
  const left = Math.floor((size.runs * LEFT_OF_HUNDRED) / 100);
  for (let from = 0; from < left; from += AT_ONCE)
    await write(numbers(from, left, AT_ONCE).map(leftRows));
  return written;
}
