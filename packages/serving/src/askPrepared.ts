import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { isPostgres } from './clock';

const names = new Map<string, string>();

function nameOf(sql: string): string {
  let name = names.get(sql);
  if (!name) {
    name = `fairway_${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`;
    names.set(sql, name);
  }
  return name;
}

/**
 * Asks a question that comes again and again in the same words: each connection to PostgreSQL reads and plans it once.
 * Only for statements of which there are few, and that name their columns: one with `*` fails when a column is added.
 */
export async function askPrepared<Row>(
  knex: Knex,
  question: Knex.QueryBuilder | Knex.Raw,
): Promise<Row[]> {
  if (!isPostgres(knex)) return (await question) as Row[];
  const { sql, bindings } = question.toSQL().toNative();
  // A question mark would be taken for a binding; there is none, since each has its number by now.
  const { rows } = await knex
    .raw(sql)
    .options({ name: nameOf(sql), values: bindings });
  return rows;
}
