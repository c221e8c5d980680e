import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Query } from './catalogTables';
import { isPostgres } from './migrate';
import { type Shape, Slot } from './shapeOf';

/** Each connection keeps the plans of all that were asked through it. */
const MOST_KEPT = 60;
/**
 * What is said of a statement that is not there any more, that another one of that name is there already, or that what it
 * asks of has changed since: by a server after a migration, or by a pooler in front of it that keeps no statements.
 */
const NOT_KEPT = ['26000', '42P05', '0A000'];
/** After that often the statements are taken for not kept at all. */
const MOST_RENEWALS = 5;

type Row = Record<string, any>;

interface Statement {
  name: string;
  text: string;
}

/** A constant as it stands in SQL, where nothing in it need be escaped but quotes. */
function literal(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string')
    return /[?\\\0]/.test(value)
      ? undefined
      : `'${value.replaceAll("'", "''")}'`;
  if (!Array.isArray(value)) return undefined;
  const items = value.map(literal);
  return items.includes(undefined) ? undefined : `ARRAY[${items.join()}]`;
}

/** Constants stand in the text: of a limit it does not know the planner would think that it is high. */
function toStatement(query: Query): Statement | undefined {
  const { sql, bindings } = query.toSQL().toNative();
  let known = true;
  const text = sql.replaceAll(/\$(\d+)/g, (_, number) => {
    const binding: unknown = bindings[Number(number) - 1];
    if (binding instanceof Slot) return `$${binding.slot}`;
    const constant = literal(binding);
    if (constant === undefined) known = false;
    return constant ?? '';
  });
  const hash = createHash('sha256').update(text).digest('hex');
  return known ? { name: `insights_${hash.slice(0, 20)}`, text } : undefined;
}

/**
 * Puts questions of the same shape to PostgreSQL as one prepared statement: for so many small look-ups planning takes longer
 * than looking up. Whatever cannot be put like that is put as it is; so is a question whose statement is gone, and the next
 * ones are prepared anew, under other names.
 */
export class Statements {
  readonly #knex: Knex;
  readonly #kept = new Map<string, Statement | undefined>();
  /** How often statements were found to be gone. Part of their names, since connections still know the ones before. */
  #renewals = 0;
  #prepares: boolean;

  private constructor(knex: Knex) {
    this.#knex = knex;
    this.#prepares = isPostgres(knex);
  }

  static create(options: { knex: Knex }): Statements {
    return new Statements(options.knex);
  }

  /** The rows of a query, which may be built from its shape and asked with the values, or be asked as it is. */
  async rows(options: {
    shape(): Shape | undefined;
    query(shape?: Shape): Query;
  }): Promise<Row[]> {
    const shape = this.#prepares ? options.shape() : undefined;
    const statement = shape && this.#statementOf(shape, options.query);
    if (!statement) return options.query();
    const renewals = this.#renewals;
    try {
      const { name, text } = statement;
      const { rows } = await this.#knex
        .raw(text)
        .options({ name: `${name}_${renewals}`, values: shape.values });
      return rows;
    } catch (error) {
      if (!NOT_KEPT.includes((error as { code?: string }).code!)) throw error;
      // Of several questions that found out at once the first one says so.
      if (renewals === this.#renewals) this.#renewals += 1;
      if (this.#renewals > MOST_RENEWALS) this.#prepares = false;
      return options.query();
    }
  }

  #statementOf(
    shape: Shape,
    build: (shape: Shape) => Query,
  ): Statement | undefined {
    const key = JSON.stringify(shape.asked);
    if (!this.#kept.has(key) && this.#kept.size < MOST_KEPT)
      this.#kept.set(key, toStatement(build(shape)));
    return this.#kept.get(key);
  }
}
